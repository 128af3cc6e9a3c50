// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/PeerAddress.h"
#include "http/ServerLimits.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace durus::mediaserver::http {

/// Counts connections, in all and of each address, and says whether one more fits.
/// Thread: any.
class Admission {
public:
    /// The place of one connection, given back when it goes.
    class Ticket {
    public:
        Ticket(Admission& admission, const PeerAddress& peer) noexcept
            : admission_(&admission), peer_(peer) {}
        Ticket(Ticket&& other) noexcept
            : admission_(std::exchange(other.admission_, nullptr)), peer_(other.peer_) {}
        Ticket& operator=(Ticket&&) = delete;
        Ticket(const Ticket&) = delete;
        Ticket& operator=(const Ticket&) = delete;
        ~Ticket() {
            if (admission_ != nullptr) admission_->release(peer_);
        }

        const PeerAddress& peer() const noexcept { return peer_; }

    private:
        Admission* admission_;
        PeerAddress peer_;
    };

    /// Takes the caps, lowered to what the process may open, after raising that as far as it is allowed.
    /// `limits` must outlive it.
    explicit Admission(const ServerLimits& limits);

    /// A place for a connection of `peer`; nothing if there is none. Tickets must not outlive this object.
    std::optional<Ticket> admit(const PeerAddress& peer);

    std::size_t connections() const;

private:
    struct HostHash {
        std::size_t operator()(const PeerAddress& peer) const noexcept { return peer.hostHash(); }
    };
    struct SameHost {
        bool operator()(const PeerAddress& a, const PeerAddress& b) const noexcept { return a.isSameHost(b); }
    };

    void release(const PeerAddress& peer) noexcept;

    const ServerLimits& limits_;
    const std::size_t maxConnections_;
    mutable std::mutex mutex_;
    std::size_t connections_ = 0;
    std::unordered_map<PeerAddress, std::size_t, HostHash, SameHost> perAddress_;
};

} // namespace durus::mediaserver::http
