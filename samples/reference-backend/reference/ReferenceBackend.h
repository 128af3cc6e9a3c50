// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"
#include "reference/Counters.h"
#include "reference/Quirks.h"
#include "reference/Server.h"
#include "reference/Tokens.h"
#include "reference/TroubledDatabase.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace durus::reference {

/// What a backend is made of.
struct BackendConfig {
    std::string listen = "127.0.0.1:0"; ///< port 0: any
    std::string database;               ///< as openRepository
    std::vector<TokenGrant> tokens;
    Quirks quirks{};
    std::optional<TlsFiles> tls; ///< without it, plain http on a loopback address
};

/// The whole backend in one object: what the program runs, and what a test starts in its own process.
/// Thread: one at a time; handle() and counters() from any.
class ReferenceBackend {
public:
    /// Opens the database and makes the catalogue known to it. `clock` and `log` must outlive the backend.
    /// Errors: as openRepository.
    ReferenceBackend(BackendConfig config, Catalogue catalogue, const Clock& clock, Log& log);
    ~ReferenceBackend();
    ReferenceBackend(const ReferenceBackend&) = delete;
    ReferenceBackend& operator=(const ReferenceBackend&) = delete;

    /// Answers a request that came by no socket. Thread: any.
    Response handle(Request& request) noexcept;

    /// Binds and serves. After a stop() it comes back at the port it had. Errors: as Server.
    void start();
    /// Cuts every connection; what was answered is stored. Idempotent.
    void stop() noexcept;

    /// These are known once start() has returned, and stay known.
    std::uint16_t port() const noexcept;
    /// "https://127.0.0.1:34567".
    const std::string& url() const noexcept;

    const Catalogue& catalogue() const noexcept;
    Counters::Totals counters() const;
    /// To take the database down, or hold it up. Thread: any.
    TroubledDatabase& database() noexcept;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace durus::reference
