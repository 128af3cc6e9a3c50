// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/PlaybackEvent.h>
#include <durus/sqlite/Connection.h>

#include <string>

namespace durus::store {

/// The columns readEvent() reads, of table journal.
#define DURUS_EVENT_COLUMNS                                                                                  \
    "sequence, session, account, listing, mono_ms, wall_ms, type, position_ms, extent_ms, measure, word, "   \
    "flag"

/// Appends an event to the journal, within the caller's transaction.
void insertEvent(sqlite::Connection& connection, const model::PlaybackEvent& event,
                 const std::string& bootId);

/// Reads the current row. Errors: Error(Corrupt) for a type this version does not know.
model::PlaybackEvent readEvent(const sqlite::Statement& row);

} // namespace durus::store
