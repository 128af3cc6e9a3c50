// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "LoadedPlugin.h"

#include <durus/plugin_host/TranslatorHost.h>

#include <support/MemoryEventJournal.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

/// Lets a translator plugin work on traces of events.
class Translated {
public:
    explicit Translated(const std::string& plugin) : plugin_(plugin) {}

    /// The intents made of a trace, one line each: "kind listing position/duration key".
    std::vector<std::string> lines(std::span<const durus::model::PlaybackEvent> trace) {
        durus::test::MemoryEventJournal journal;
        durus::plugin_host::TranslatorHost host(journal, plugin_.log);
        host.add(plugin_.library);
        journal.append(trace);
        host.deliver();
        std::vector<std::string> lines;
        for (const auto& draft : journal.recorded())
            lines.push_back(std::string(durus::model::name(draft.kind)) + ' ' + draft.listing.str() + ' ' +
                            std::to_string(draft.position.count()) + '/' +
                            std::to_string(draft.duration.count()) + ' ' + draft.dedupeKey);
        return lines;
    }

    /// An event of a listener's session on a listing.
    static durus::model::PlaybackEvent event(const std::string& session, const std::string& listing,
                                             durus::model::PlaybackEvent::Body body) {
        durus::model::PlaybackEvent event;
        event.session = durus::model::SessionId(session);
        event.account = durus::model::AccountName("account");
        event.listing = durus::model::ListingId(listing);
        event.body = std::move(body);
        return event;
    }

private:
    LoadedPlugin plugin_;
};
