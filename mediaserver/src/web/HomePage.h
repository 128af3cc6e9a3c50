// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <durus/store/Library.h>

#include <string>
#include <vector>

namespace durus::mediaserver::web {

/// What the first page shows.
struct HomeContent {
    enum class View {
        Newest, ///< everything, the newest first
        Here,   ///< what can be played here, by title
    };
    View view = View::Newest;
    std::vector<store::LibraryItem> items;
    /// Addresses of the neighbouring pages of the list; empty if there is none.
    std::string moreAddress;
    bool isFirst = true;
    /// Shown on the first page only.
    std::vector<store::ScholarItem> scholars;
    store::LibraryCounts counts;
};

/// Scholars the first page shows before it refers to a page of their own.
inline constexpr std::size_t kScholarsOnHome = 24;

std::string homePage(const PageContext& context, const HomeContent& content);

/// All scholars.
std::string scholarsPage(const PageContext& context, const std::vector<store::ScholarItem>& scholars);

/// Writes scholars as a list of links with the number of their lectures.
void writeScholars(HtmlWriter& html, const PageContext& context,
                   const std::vector<store::ScholarItem>& scholars, std::size_t most);

} // namespace durus::mediaserver::web
