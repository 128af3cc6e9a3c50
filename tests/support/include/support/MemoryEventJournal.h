// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_host/EventJournal.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace durus::test {

/// A journal that forgets everything with its end, and shows what was recorded.
class MemoryEventJournal final : public plugin_host::EventJournal {
public:
    std::uint64_t append(std::span<const model::PlaybackEvent> events) override {
        const std::lock_guard lock(mutex_);
        for (const auto& event : events) {
            events_.push_back(event);
            events_.back().sequence = ++sequence_;
        }
        return sequence_;
    }

    std::vector<model::PlaybackEvent> unseen(std::string_view plugin, std::size_t limit) override {
        const std::lock_guard lock(mutex_);
        const auto cursor = cursors_.find(plugin);
        const std::uint64_t seen = cursor == cursors_.end() ? 0 : cursor->second;
        std::vector<model::PlaybackEvent> unseen;
        for (const auto& event : events_)
            if (event.sequence > seen && unseen.size() < limit) unseen.push_back(event);
        return unseen;
    }

    std::size_t commit(const plugin_host::Translation& translation) override {
        const std::lock_guard lock(mutex_);
        std::size_t fresh = 0;
        for (const auto& draft : translation.intents) {
            if (!keys_.emplace(translation.plugin, draft.dedupeKey).second) continue;
            recorded_.push_back(draft);
            ++fresh;
        }
        std::uint64_t& cursor = cursors_[translation.plugin];
        cursor = std::max(cursor, translation.cursor);
        return fresh;
    }

    /// All that was recorded, in order.
    std::vector<model::DraftIntent> recorded() const {
        const std::lock_guard lock(mutex_);
        return recorded_;
    }
    std::uint64_t cursor(const std::string& plugin) const {
        const std::lock_guard lock(mutex_);
        const auto found = cursors_.find(plugin);
        return found == cursors_.end() ? 0 : found->second;
    }
    /// Forgets how far a plugin has come, as a crash before the commit would.
    void rewind(const std::string& plugin) {
        const std::lock_guard lock(mutex_);
        cursors_.erase(plugin);
    }

private:
    mutable std::mutex mutex_;
    std::uint64_t sequence_ = 0;
    std::vector<model::PlaybackEvent> events_;
    std::map<std::string, std::uint64_t, std::less<>> cursors_;
    std::set<std::pair<std::string, std::string>> keys_;
    std::vector<model::DraftIntent> recorded_;
};

} // namespace durus::test
