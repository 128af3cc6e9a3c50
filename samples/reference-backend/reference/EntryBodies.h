// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/EntryRules.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Object.h>

namespace durus::reference {

/// Entries one request may hold.
inline constexpr std::size_t kMaxEntries = 1000;

/// An entry as it was sent.
struct SentEntry {
    std::string id;
    std::optional<Entry> entry; ///< none: it breaks the contract, and `fault` says how
    std::string fault{};
};

/// Reads the body of POST /durus/v1/entries. A stamp after `now` becomes `now`.
/// Errors: HttpError(422) if it is no list of entries that each have an id.
std::vector<SentEntry> readEntries(const Poco::Dynamic::Var& body, WallTime now);

} // namespace durus::reference
