// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <durus/store/Library.h>

#include <string>
#include <vector>

namespace durus::mediaserver::web {

/// What the page of one listing shows.
struct ListingContent {
    store::LibraryItem item;
    std::vector<model::Topic> topics;
    /// What a series or collection holds, in order.
    std::vector<store::LibraryItem> contents;
    /// What the series of a lesson holds, in order, the lesson itself among it.
    std::vector<store::LibraryItem> siblings;
};

/// The page of a lecture or lesson with its player, or of a series with its lessons.
std::string listingPage(const PageContext& context, const ListingContent& content);

} // namespace durus::mediaserver::web
