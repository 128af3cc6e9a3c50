// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/store/Store.h>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace durus::bench {

/// A store in a directory of its own, with an account whose actions are to be delivered.
class Box {
public:
    Box();
    ~Box();
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

    std::filesystem::path database() const { return directory_ / "durus.db"; }
    sync::OutboxStore& outbox() { return store_->outbox(); }

    /// What the box does for one action of a listener: journal it, translate it, commit.
    void record();
    /// Adds that many intents of as many lectures, in large transactions.
    void addPending(std::uint64_t count);
    /// Has all that is pending confirmed.
    void deliverAll();

    static model::AccountName account() { return model::AccountName{"amina"}; }

private:
    model::DraftIntent draft();

    std::filesystem::path directory_;
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<store::Store> store_;
    std::uint64_t recorded_ = 0;
};

} // namespace durus::bench
