// SPDX-License-Identifier: Apache-2.0
#include "http/Admission.h"

#include <sys/resource.h>

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

std::size_t connectionCap(const ServerLimits& limits) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return limits.connections;
    const auto open = static_cast<std::size_t>(files.rlim_cur);
    const std::size_t left = open > limits.reservedDescriptors ? open - limits.reservedDescriptors : 1;
    return std::min(limits.connections, left);
}

} // namespace

Admission::Admission(const ServerLimits& limits) : limits_(limits), maxConnections_(connectionCap(limits)) {}

std::optional<Admission::Ticket> Admission::admit(const PeerAddress& peer) {
    const std::lock_guard lock(mutex_);
    if (connections_ >= maxConnections_) return std::nullopt;
    std::size_t& ofAddress = perAddress_[peer];
    const bool isCapped = limits_.capLoopback || !peer.isLoopback();
    if (isCapped && ofAddress >= limits_.connectionsPerAddress) return std::nullopt;
    ++ofAddress;
    ++connections_;
    return std::optional<Ticket>(std::in_place, *this, peer);
}

std::size_t Admission::connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
}

void Admission::release(const PeerAddress& peer) noexcept {
    const std::lock_guard lock(mutex_);
    --connections_;
    const auto it = perAddress_.find(peer);
    if (it != perAddress_.end() && --it->second == 0) perAddress_.erase(it);
}

} // namespace durus::mediaserver::http
