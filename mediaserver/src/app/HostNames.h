// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver {

/// The names this box answers to. A page of some other site that has its name resolve to this box (DNS
/// rebinding) comes with that other name, and is turned away. Allowed are localhost and loopback addresses,
/// the addresses of this machine's interfaces, its host name alone and with ".local", and names the keeper
/// has configured. Thread: any.
class HostNames {
public:
    /// Tells the addresses of this machine as text; replaceable for tests.
    using Addresses = std::set<std::string> (*)();

    /// `clock` must outlive this object.
    HostNames(const Clock& clock, const std::vector<std::string>& configured,
              Addresses addresses = &ownAddresses);

    /// `host` as http::Request::host: lower case, no port, no brackets. An empty one (HTTP/1.0) is allowed:
    /// no browser sends it. Looks at the interfaces again when an unknown address is asked for, but at most
    /// once a second: a box gets its address late.
    bool allows(std::string_view host);

    /// The addresses of the machine's interfaces in the form inet_ntop(3) gives them.
    static std::set<std::string> ownAddresses();

private:
    bool isOwnAddress(const std::string& address);

    const Clock& clock_;
    const Addresses addresses_;
    std::set<std::string, std::less<>> names_;
    std::mutex mutex_;
    std::set<std::string> own_;
    std::optional<MonotonicTime> looked_;
};

} // namespace durus::mediaserver
