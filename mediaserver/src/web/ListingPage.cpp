// SPDX-License-Identifier: Apache-2.0
#include "web/ListingPage.h"

#include "api/LibraryReading.h"
#include "media/AudioName.h"
#include "web/ListingRows.h"
#include "web/Quantities.h"

#include <algorithm>

namespace durus::mediaserver::web {

namespace {

void writeKind(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    const Texts& words = context.words();
    html.open("p", {{"class", "kind"}});
    if (!item.parentSlug.empty()) {
        html.open("a", {{"href", context.links().listing(item.parentSlug)}});
        writeIsolated(html, item.listing.language, item.parentTitle);
        html.close();
        if (item.listing.orderIndex > 0) {
            const auto order = static_cast<std::uint64_t>(item.listing.orderIndex);
            html.element("span", {}, fill(words.lesson, "n", number(context.language(), order)));
        }
    } else if (item.listing.format == model::ListingFormat::Series) {
        html.element("span", {}, words.series);
    } else if (item.listing.format == model::ListingFormat::Collection) {
        html.element("span", {}, words.collection);
    } else {
        html.element("span", {}, words.single);
    }
    html.close();
}

void writeFacts(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    html.open("div", {{"class", "facts"}});
    if (!item.scholarName.empty()) {
        html.open("span").open("a", {{"href", context.links().scholar(item.scholarSlug)}});
        writeIsolated(html, {}, item.scholarName);
        html.close().close();
    }
    if (api::holdsOthers(item))
        html.element("span", {}, counted(context.language(), context.words().lessonCount, item.lectureCount));
    writeDuration(html, context, api::durationOf(item));
    html.close();
}

void writePlayer(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    const Texts& words = context.words();
    html.open("div", {{"class", "player"},
                      {"data-listing", item.listing.id.str()},
                      {"data-slug", item.listing.slug.str()},
                      {"data-title", item.listing.title},
                      {"data-artist", item.scholarName},
                      {"data-album", item.parentTitle},
                      {"data-rewind", words.rewind},
                      {"data-forward", words.forward},
                      {"data-speed", words.speed},
                      {"data-resumed", words.resumed}});
    html.element("audio",
                 {{"controls"},
                  {"preload", "metadata"},
                  {"aria-labelledby", "title"},
                  {"src", media::audioPath(*item.stored)}},
                 "");
    html.close();
}

void writeDescription(HtmlWriter& html, const model::Listing& listing) {
    if (listing.description.empty()) return;
    const std::string_view language = htmlLanguage(listing.language);
    html.element("p", {{"class", "description"}, {"lang", language, !language.empty()}, {"dir", "auto"}},
                 listing.description);
}

void writeTopics(HtmlWriter& html, const PageContext& context, const std::vector<model::Topic>& topics) {
    if (topics.empty()) return;
    html.open("ul", {{"class", "topics"}, {"role", "list"}, {"aria-label", context.words().topics}});
    for (const model::Topic& topic : topics) {
        html.open("li");
        writeIsolated(html, {}, topic.name);
        html.close();
    }
    html.close();
}

void writeNeighbour(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item, bool next) {
    html.open("a", {{"class", next ? "button next" : "button"},
                    {"rel", next ? "next" : "prev"},
                    {"href", context.links().listing(item.listing.slug)}});
    html.element("small", {}, next ? context.words().next : context.words().previous);
    writeIsolated(html, item.listing.language, item.listing.title);
    html.close();
}

void writeNeighbours(HtmlWriter& html, const PageContext& context, const ListingContent& content) {
    const auto& siblings = content.siblings;
    const auto here = std::find_if(siblings.begin(), siblings.end(), [&](const store::LibraryItem& sibling) {
        return sibling.listing.id == content.item.listing.id;
    });
    if (here == siblings.end() || siblings.size() < 2) return;
    html.open("nav", {{"class", "actions neighbours"}, {"aria-label", context.words().lessons}});
    if (here != siblings.begin()) writeNeighbour(html, context, *std::prev(here), false);
    if (std::next(here) != siblings.end()) writeNeighbour(html, context, *std::next(here), true);
    html.close();
}

/// Works without a script for who is paired, and leads everybody else to pairing.
void writeKeep(HtmlWriter& html, const PageContext& context, const store::LibraryItem& item) {
    html.open("form", {{"class", "keep"},
                       {"method", "post"},
                       {"action", context.links().favorite()},
                       {"data-slug", item.listing.slug.str()},
                       {"data-kept", context.words().kept}});
    html.empty("input", {{"type", "hidden"}, {"name", "slug"}, {"value", item.listing.slug.str()}});
    html.empty("input", {{"type", "hidden"}, {"name", "on"}, {"value", "1"}});
    html.element("button", {{"class", "button"}, {"type", "submit"}}, context.words().keep);
    html.close();
}

std::string sizeOf(const PageContext& context, const std::vector<store::LibraryItem>& items) {
    constexpr std::uint64_t kMegabyte = 1'000'000;
    std::uint64_t bytes = 0;
    for (const store::LibraryItem& item : items)
        if (item.stored) bytes += item.stored->sizeBytes;
    return fill(context.words().megabytes, "n",
                number(context.language(), (bytes + kMegabyte - 1) / kMegabyte));
}

/// How a series or collection is taken along: by other programs, or as a whole.
void writeFormats(HtmlWriter& html, const PageContext& context, const ListingContent& content) {
    const Texts& words = context.words();
    const Links links = context.links();
    const model::Slug& slug = content.item.listing.slug;
    const bool isSeries = content.item.listing.format == model::ListingFormat::Series;
    html.element("a",
                 {{"class", "button"}, {"href", links.playlist(isSeries ? "series" : "collection", slug)}},
                 words.playlist);
    if (!isSeries) return;
    html.element("a", {{"class", "button"}, {"href", links.feed("series", slug)}}, words.podcast);
    html.element("a", {{"class", "button"}, {"href", Links::archive(slug)}, {"download"}},
                 fill(words.downloadAll, "size", sizeOf(context, content.contents)));
}

void writeActions(HtmlWriter& html, const PageContext& context, const ListingContent& content) {
    const store::LibraryItem& item = content.item;
    html.open("div", {{"class", "actions"}});
    writeKeep(html, context, item);
    if (item.stored)
        html.element("a",
                     {{"class", "button"},
                      {"href", media::audioPath(*item.stored)},
                      {"download", item.listing.slug.str() + "." + item.stored->format}},
                     context.words().download);
    if (api::holdsOthers(item) && item.storedCount > 0) writeFormats(html, context, content);
    html.close();
}

void writeListenButton(HtmlWriter& html, const PageContext& context, const ListingContent& content) {
    const auto first = std::find_if(content.contents.begin(), content.contents.end(),
                                    [](const store::LibraryItem& held) { return held.stored.has_value(); });
    if (first == content.contents.end()) return;
    html.open("p", {{"class", "actions"}});
    html.element("a", {{"class", "button main"}, {"href", context.links().listing(first->listing.slug)}},
                 context.words().listen);
    html.close();
}

void writeContents(HtmlWriter& html, const PageContext& context, const ListingContent& content) {
    const bool collection = content.item.listing.format == model::ListingFormat::Collection;
    html.open("section", {{"aria-labelledby", "contents"}});
    html.element("h2", {{"id", "contents"}},
                 collection ? context.words().seriesPlural : context.words().lessons);
    writeRows(html, context, content.contents, {.scholar = false, .order = !collection});
    html.close();
}

} // namespace

std::string listingPage(const PageContext& context, const ListingContent& content) {
    const store::LibraryItem& item = content.item;
    const bool isSeries = item.listing.format == model::ListingFormat::Series;
    PageFrame page(context, item.listing.title, {},
                   isSeries ? context.links().feed("series", item.listing.slug) : std::string{});
    HtmlWriter& html = page.html();
    html.open("article");
    writeKind(html, context, item);
    html.open("h1", {{"id", "title"}});
    writeIsolated(html, item.listing.language, item.listing.title);
    html.close();
    writeFacts(html, context, item);
    if (api::holdsOthers(item))
        writeListenButton(html, context, content);
    else if (item.stored)
        writePlayer(html, context, item);
    else
        html.element("p", {{"class", "notice"}}, context.words().notHereLong);
    writeNeighbours(html, context, content);
    writeDescription(html, item.listing);
    writeTopics(html, context, content.topics);
    writeActions(html, context, content);
    if (api::holdsOthers(item)) writeContents(html, context, content);
    return std::move(page).finish();
}

} // namespace durus::mediaserver::web
