// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/store/Library.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::feeds {

/// What a playlist or feed is of.
enum class Kind : std::uint8_t { Recent, Series, Collection, Scholar, Topic };

/// "series", as it stands in addresses.
std::string_view name(Kind kind) noexcept;
std::optional<Kind> kindOf(std::string_view name) noexcept;

/// Lectures that are here, downloaded and verified, in the order they are to be heard.
struct Lectures {
    /// As the catalogue has it; empty for Kind::Recent.
    std::string title;
    std::string author;
    std::string description;
    /// Of the title, as the catalogue has it; empty if unknown.
    std::string language;
    /// The place of the series in its collection; 0 if it has none.
    int season = 0;
    std::vector<store::LibraryItem> items;
};

/// Reads them: of a series or collection in order; of a scholar or topic and the recent ones with the latest
/// publication first. `slug` means nothing for Kind::Recent. Nothing if there is no such series, scholar or
/// topic. Thread: any; blocks on the database. Errors: those of the library.
std::optional<Lectures> lecturesOf(store::Library& library, Kind kind, const model::Slug& slug);

} // namespace durus::mediaserver::feeds
