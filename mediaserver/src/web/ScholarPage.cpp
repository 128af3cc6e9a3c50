// SPDX-License-Identifier: Apache-2.0
#include "web/ScholarPage.h"

#include "web/ListingRows.h"
#include "web/Quantities.h"

namespace durus::mediaserver::web {

std::string scholarPage(const PageContext& context, const store::ScholarItem& scholar,
                        const std::vector<store::LibraryItem>& listings) {
    const std::string feed = context.links().feed("scholar", scholar.scholar.slug);
    PageFrame page(context, scholar.scholar.name, {}, feed);
    HtmlWriter& html = page.html();
    html.open("h1");
    writeIsolated(html, scholar.scholar.language, scholar.scholar.name);
    html.close();
    html.element("p", {{"class", "lead"}},
                 counted(context.language(), context.words().lectureCount, scholar.lectureCount));
    if (scholar.storedCount > 0) {
        html.open("div", {{"class", "actions"}});
        html.element(
            "a", {{"class", "button"}, {"href", context.links().playlist("scholar", scholar.scholar.slug)}},
            context.words().playlist);
        html.element("a", {{"class", "button"}, {"href", feed}}, context.words().podcast);
        html.close();
    }
    writeRows(html, context, listings, {.scholar = false});
    return std::move(page).finish();
}

} // namespace durus::mediaserver::web
