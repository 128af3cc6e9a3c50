// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/Settings.h"
#include "http/Router.h"

#include <durus/core/Log.h>

#include <memory>
#include <string>

namespace durus::mediaserver {

/// The whole server, put together. The only place that knows every part.
/// Thread: one.
class Wiring {
public:
    /// Opens the data directory. `log` must outlive this object.
    /// Errors: Error for a database that cannot be used; std::system_error; std::invalid_argument for an
    /// address that is none.
    Wiring(const Settings& settings, Log& log);
    Wiring(const Wiring&) = delete;
    Wiring& operator=(const Wiring&) = delete;
    /// Stops.
    ~Wiring();

    /// Listens and serves, leaves the address file, and settles the box's accounts with their backends from
    /// now on. Errors: std::system_error naming the address.
    void start();

    /// Where to reach it, as text: "http://127.0.0.1:8080".
    std::string url() const;

    /// All that is answered, as registered.
    const std::vector<http::Router::Entry>& routes() const noexcept;

    /// Ends serving in order, within about a second. Idempotent.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace durus::mediaserver
