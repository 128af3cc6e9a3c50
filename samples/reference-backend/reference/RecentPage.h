// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"

#include <optional>
#include <string>

namespace durus::reference {

/// A page of the recent feed.
struct RecentPage {
    Catalogue::Listings items;
    std::string nextCursor; ///< empty on the last page
};

/// Reads the page after `cursor`. A cursor names the last listing given, time and id, so that listings of
/// one time are not lost between pages; a time alone, which is the platform's cursor, is understood too; with
/// `losesTies` it is the one given. `limit` is 1..100, 20 by default. Errors: HttpError(400).
RecentPage recentPage(const Catalogue& catalogue, const std::optional<std::string>& limit,
                      const std::optional<std::string>& cursor, bool losesTies = false);

} // namespace durus::reference
