// SPDX-License-Identifier: Apache-2.0
#include "http/Admission.h"

#include <sys/resource.h>

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

// The soft limit of descriptors is often 1024, for the sake of programs that use select(2). This one does
// not, so it may have what it is allowed.
std::size_t connectionCap(const ServerLimits& limits) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return limits.connections;
    const rlim_t wanted = limits.connections + limits.reservedDescriptors;
    if (files.rlim_cur < wanted) {
        files.rlim_cur = std::min(wanted, files.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &files);
        ::getrlimit(RLIMIT_NOFILE, &files);
    }
    if (files.rlim_cur >= wanted) return limits.connections;
    return files.rlim_cur > limits.reservedDescriptors ? files.rlim_cur - limits.reservedDescriptors : 1;
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
