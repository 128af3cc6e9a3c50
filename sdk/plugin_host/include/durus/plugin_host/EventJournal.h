// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>
#include <durus/model/PlaybackEvent.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace durus::plugin_host {

/// The intents a translator made of events, to be recorded together with how far it has come.
struct Translation {
    std::string plugin;       ///< id of the translator
    std::uint64_t cursor = 0; ///< sequence of the last event it has seen
    std::vector<model::DraftIntent> intents;
};

/// Keeps events until every translator has seen them: the port to the database. Passes
/// tests/contract/EventJournalContract.h. Thread: any; calls are serialised.
/// Errors: Error(StorageFull), Error(StorageFailure).
class EventJournal {
public:
    virtual ~EventJournal() = default;

    /// Appends events in order and returns the sequence of the last; durable when it returns.
    virtual std::uint64_t append(std::span<const model::PlaybackEvent> events) = 0;

    /// Events after the plugin's cursor, in order, at most `limit`.
    virtual std::vector<model::PlaybackEvent> unseen(std::string_view plugin, std::size_t limit) = 0;

    /// Records cursor, intents, their deliveries and local state in one transaction. A draft whose (plugin,
    /// dedupe key) was recorded before is dropped silently. Returns how many intents were recorded. Events
    /// every known plugin has seen may be removed.
    virtual std::size_t commit(const Translation& translation) = 0;
};

} // namespace durus::plugin_host
