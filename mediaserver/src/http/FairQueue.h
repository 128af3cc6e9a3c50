// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/PeerAddress.h"

#include <cstddef>
#include <deque>
#include <unordered_map>
#include <utility>

namespace durus::mediaserver::http {

/// Jobs of several clients, taken one of each client in turn: who brings many waits for its own, not the
/// others for them. Takes constant time whatever it holds. Thread: a value; the owner synchronises.
template<typename Job>
class FairQueue {
public:
    /// Holds `most` jobs, and of one address no more than `mostOfOne`. Loopback is exempt from that: it is
    /// the box itself, or a reverse proxy for everybody.
    FairQueue(std::size_t most, std::size_t mostOfOne) : most_(most), mostOfOne_(mostOfOne) {}

    /// Takes the job, unless there is no room for it; then it is left as it was.
    bool push(const PeerAddress& of, Job&& job) {
        const auto found = waiting_.find(of);
        const std::size_t ofOne = found == waiting_.end() ? 0 : found->second.size();
        if (size_ == most_ || (ofOne >= mostOfOne_ && !of.isLoopback())) return false;
        if (ofOne == 0) turns_.push_back(of);
        waiting_[of].push_back(std::move(job));
        ++size_;
        return true;
    }

    /// The next one. REQUIRES: there is one.
    Job pop() {
        const PeerAddress of = turns_.front();
        turns_.pop_front();
        const auto found = waiting_.find(of);
        Job job = std::move(found->second.front());
        found->second.pop_front();
        --size_;
        if (found->second.empty())
            waiting_.erase(found);
        else
            turns_.push_back(of);
        return job;
    }

    bool empty() const noexcept { return size_ == 0; }

private:
    struct Hash {
        std::size_t operator()(const PeerAddress& peer) const noexcept { return peer.hostHash(); }
    };
    struct SameHost {
        bool operator()(const PeerAddress& a, const PeerAddress& b) const noexcept { return a.isSameHost(b); }
    };

    const std::size_t most_;
    const std::size_t mostOfOne_;
    std::size_t size_ = 0;
    std::deque<PeerAddress> turns_; ///< each that has jobs, once
    std::unordered_map<PeerAddress, std::deque<Job>, Hash, SameHost> waiting_;
};

} // namespace durus::mediaserver::http
