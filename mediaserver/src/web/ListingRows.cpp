// SPDX-License-Identifier: Apache-2.0
#include "web/ListingRows.h"

#include "api/LibraryReading.h"
#include "web/Quantities.h"

namespace durus::mediaserver::web {

namespace {

void writeBadge(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item,
                RowFacts facts) {
    const bool numbered = facts.order && item.listing.orderIndex > 0;
    if (api::holdsOthers(item)) {
        html.element("span", {{"class", "badge stack"}, {"aria-hidden", "true"}},
                     number(context.language(), item.lectureCount));
    } else if (numbered) {
        html.element("span", {{"class", "badge"}, {"aria-hidden", "true"}},
                     number(context.language(), static_cast<std::uint64_t>(item.listing.orderIndex)));
    } else {
        html.element("span", {{"class", "badge play"}, {"aria-hidden", "true"}}, "");
    }
}

void writeParent(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    if (item.parentSlug.empty()) return;
    html.open("span").open("a", {{"href", context.links().listing(item.parentSlug)}});
    writeIsolated(html, item.listing.language, item.parentTitle);
    html.close().close();
}

void writeScholar(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    if (item.scholarName.empty()) return;
    html.open("span").open("a", {{"href", context.links().scholar(item.scholarSlug)}});
    writeIsolated(html, {}, item.scholarName);
    html.close().close();
}

void writeWhatIsHere(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    const Texts& words = context.words();
    if (!api::isAvailable(item)) {
        html.element("span", {{"class", "absent"}}, words.notHere);
    } else if (api::holdsOthers(item) && item.storedCount < item.lectureCount) {
        const std::string here = fill(words.someHere, "here", number(context.language(), item.storedCount));
        html.element("span", {}, fill(here, "all", number(context.language(), item.lectureCount)));
    }
}

void writeRow(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item, RowFacts facts) {
    html.open("li", {{"class", "away", !api::isAvailable(item)}, {"data-listing", item.listing.id.str()}});
    writeBadge(html, context, item, facts);
    html.open("div");
    html.open("a", {{"class", "title"}, {"href", context.links().listing(item.listing.slug)}});
    writeIsolated(html, item.listing.language, item.listing.title);
    html.close();
    html.open("div", {{"class", "facts"}});
    if (!facts.order) writeParent(html, context, item);
    if (facts.scholar) writeScholar(html, context, item);
    if (api::holdsOthers(item))
        html.element("span", {}, counted(context.language(), context.words().lessonCount, item.lectureCount));
    writeDuration(html, context, api::durationOf(item));
    writeWhatIsHere(html, context, item);
    html.close().close().close();
}

} // namespace

void writeRows(HtmlWriter& html, const PageContext& context, std::span<const store::LibraryItem> items,
               RowFacts facts) {
    html.open(facts.order ? "ol" : "ul", {{"class", "listings"}, {"role", "list"}});
    for (const store::LibraryItem& item : items)
        writeRow(html, context, item, facts);
    html.close();
}

void writeIsolated(HtmlWriter& html, std::string_view languageCode, std::string_view text) {
    const std::string_view language = htmlLanguage(languageCode);
    html.element("bdi", {{"lang", language, !language.empty()}, {"dir", directionOf(languageCode)}}, text);
}

void writeDuration(HtmlWriter& html, const PageContext& context, Milliseconds duration) {
    if (duration.count() <= 0) return;
    html.element("time", {{"datetime", isoDuration(duration)}}, humanDuration(context.language(), duration));
}

} // namespace durus::mediaserver::web
