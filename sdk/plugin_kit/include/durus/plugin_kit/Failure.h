// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/status.h>

#include <stdexcept>
#include <string>

namespace durus::plugin_kit {

/// Throw it to tell the host more than "it failed". Any other exception becomes DURUS_INTERNAL. what() goes
/// to the host's log.
class Failure : public std::runtime_error {
public:
    Failure(durus_status_t status, const std::string& what) : std::runtime_error(what), status_(status) {}

    durus_status_t status() const noexcept { return status_; }

private:
    durus_status_t status_;
};

/// Not possible now, but perhaps later: the host asks again.
class RetryLater : public Failure {
public:
    explicit RetryLater(const std::string& what) : Failure(DURUS_RETRY_LATER, what) {}
};

} // namespace durus::plugin_kit
