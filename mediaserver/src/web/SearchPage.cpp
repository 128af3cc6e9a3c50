// SPDX-License-Identifier: Apache-2.0
#include "web/SearchPage.h"

#include "web/ListingRows.h"
#include "web/Quantities.h"

namespace durus::mediaserver::web {

namespace {

void writePaging(HtmlWriter& html, const PageContext& context, std::string_view query, bool hasMore,
                 std::size_t number) {
    if (number <= 1 && !hasMore) return;
    html.open("nav", {{"class", "actions"}, {"aria-label", context.words().pages}});
    if (number > 1)
        html.element(
            "a", {{"class", "button"}, {"rel", "prev"}, {"href", context.links().search(query, number - 1)}},
            context.words().previous);
    if (hasMore)
        html.element(
            "a",
            {{"class", "button next"}, {"rel", "next"}, {"href", context.links().search(query, number + 1)}},
            context.words().next);
    html.close();
}

} // namespace

std::string searchPage(const PageContext& context, std::string_view query, const store::LibraryPage& results,
                       std::size_t number) {
    const Texts& words = context.words();
    // U+2068 and U+2069 keep a query of the other direction from turning the sentence around it.
    const std::string isolated = "\u2068" + std::string(query) + "\u2069";
    const bool found = !results.items.empty();
    const std::string heading = query.empty() ? std::string(words.search)
                                              : fill(found ? words.results : words.noResults, "q", isolated);

    PageFrame page(context, heading, query);
    HtmlWriter& html = page.html();
    html.element("h1", {}, heading);
    if (found)
        writeRows(html, context, results.items);
    else
        html.element("p", {{"class", "lead"}}, words.searchHint);
    writePaging(html, context, query, results.hasMore, number);
    return std::move(page).finish();
}

} // namespace durus::mediaserver::web
