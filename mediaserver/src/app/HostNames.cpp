// SPDX-License-Identifier: Apache-2.0
#include "app/HostNames.h"

#include "http/Characters.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace durus::mediaserver {

namespace {

constexpr Milliseconds kLookAgain{1000};

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), &http::toLower);
    return lower;
}

// "::1" and "0:0::1" are one address: the form inet_ntop gives, or nothing if it is no address.
std::optional<std::string> canonicalAddress(std::string_view text) {
    const std::string address(text);
    std::array<char, INET6_ADDRSTRLEN> canonical{};
    in_addr four{};
    if (::inet_pton(AF_INET, address.c_str(), &four) == 1)
        return std::string(::inet_ntop(AF_INET, &four, canonical.data(), canonical.size()));
    in6_addr six{};
    if (::inet_pton(AF_INET6, address.c_str(), &six) == 1)
        return std::string(::inet_ntop(AF_INET6, &six, canonical.data(), canonical.size()));
    return std::nullopt;
}

std::string machineName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? lowerCase(name.data()) : std::string();
}

} // namespace

HostNames::HostNames(const Clock& clock, const std::vector<std::string>& configured, Addresses addresses)
    : clock_(clock), addresses_(addresses) {
    names_.insert("localhost");
    if (const std::string name = machineName(); !name.empty()) {
        names_.insert(name);
        const std::string first = name.substr(0, name.find('.'));
        names_.insert(first);
        names_.insert(first + ".local");
    }
    for (const std::string& name : configured)
        names_.insert(canonicalAddress(name).value_or(lowerCase(name)));
}

bool HostNames::allows(std::string_view host) {
    if (host.empty()) return true;
    // "name." is the same name, written as absolute.
    if (host.size() > 1 && host.back() == '.') host.remove_suffix(1);
    const auto address = canonicalAddress(host);
    if (names_.contains(address ? *address : host)) return true;
    if (!address) return false;
    return address->starts_with("127.") || *address == "::1" || isOwnAddress(*address);
}

bool HostNames::isOwnAddress(const std::string& address) {
    const MonotonicTime now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    if (own_.contains(address)) return true;
    if (looked_ && now - *looked_ < kLookAgain) return false;
    looked_ = now;
    own_ = addresses_();
    return own_.contains(address);
}

std::set<std::string> HostNames::ownAddresses() {
    std::set<std::string> own;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return own;
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> guard(list, &::freeifaddrs);
    for (const ifaddrs* interface = list; interface != nullptr; interface = interface->ifa_next) {
        if (interface->ifa_addr == nullptr) continue;
        std::array<char, INET6_ADDRSTRLEN> text{};
        const void* address = nullptr;
        if (interface->ifa_addr->sa_family == AF_INET)
            address = &reinterpret_cast<const sockaddr_in*>(interface->ifa_addr)->sin_addr;
        else if (interface->ifa_addr->sa_family == AF_INET6)
            address = &reinterpret_cast<const sockaddr_in6*>(interface->ifa_addr)->sin6_addr;
        else
            continue;
        if (::inet_ntop(interface->ifa_addr->sa_family, address, text.data(), text.size()) != nullptr)
            own.insert(text.data());
    }
    return own;
}

} // namespace durus::mediaserver
