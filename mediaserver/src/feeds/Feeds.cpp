// SPDX-License-Identifier: Apache-2.0
#include "feeds/Feeds.h"

#include "api/LibraryReading.h"
#include "api/Origin.h"
#include "api/Parameters.h"
#include "feeds/Address.h"
#include "feeds/FeedId.h"
#include "feeds/Lectures.h"
#include "feeds/Opml.h"
#include "feeds/Rss.h"
#include "web/Links.h"
#include "web/Texts.h"

#include <algorithm>

namespace durus::mediaserver::feeds {

namespace {

constexpr std::size_t kMostPages = 10'000;

http::Response document(std::string_view mediaType, std::string text) {
    http::Response response =
        http::Response::text(http::Status::Ok, std::string(mediaType) + "; charset=utf-8", std::move(text));
    response.headers.add("Vary", "Accept-Language");
    return response;
}

// A topic has no page of its own.
std::string pageAddress(const web::Links& links, Kind kind, const model::Slug& slug) {
    if (kind == Kind::Series) return links.listing(slug);
    if (kind == Kind::Scholar) return links.scholar(slug);
    return links.home();
}

std::string feedAddress(const std::string& origin, const web::LanguageChoice& choice, Kind kind,
                        const model::Slug& slug) {
    std::string address = origin + pathOf("/feeds", kind, slug, "xml");
    if (choice.inAddress) address.append("?lang=").append(web::code(choice.language));
    return address;
}

bool hasSomethingHere(store::Library& library, const model::Slug& topic) {
    store::LibraryFilter filter;
    filter.downloadedOnly = true;
    filter.topic = topic;
    filter.limit = 1;
    return !library.list(filter, model::kLocalAccount).items.empty();
}

std::vector<store::LibraryItem> seriesHere(store::Library& library) {
    store::LibraryFilter filter;
    filter.downloadedOnly = true;
    std::vector<store::LibraryItem> series = api::allListings(library, filter);
    std::erase_if(series, [](const store::LibraryItem& item) {
        return item.listing.format != model::ListingFormat::Series;
    });
    return series;
}

} // namespace

http::Response Feeds::feed(const http::Request& request) const {
    const auto address = addressOf(request);
    if (!address || address->extension != "xml" || address->kind == Kind::Collection) return notHere();
    const auto page = api::numberParameter(request, "page", 1, kMostPages, 1);
    if (!page) return http::Response::error(http::Status::BadRequest, "page must be a number from 1 on");
    const auto lectures = lecturesOf(library_, address->kind, address->slug);
    if (!lectures) return notHere();
    const std::size_t count = lectures->items.size();
    const std::size_t pages = std::max<std::size_t>(1, (count + kPageItems - 1) / kPageItems);
    if (*page > pages) return notHere();

    const web::LanguageChoice choice = web::chooseLanguage(request, options_.fallback);
    const web::Texts& words = web::texts(choice.language);
    const std::string origin = api::originOf(request);
    const std::string site(siteName(choice.language));
    const std::string_view language = web::htmlLanguage(lectures->language);
    RssPage feed;
    feed.title = address->kind == Kind::Recent ? site + " – " + std::string(words.recent) : lectures->title;
    feed.author = lectures->author.empty() ? site : lectures->author;
    feed.description = lectures->description.empty() ? feed.title : lectures->description;
    feed.language = language.empty() ? web::code(choice.language) : language;
    feed.link = origin + pageAddress(web::Links(choice), address->kind, address->slug);
    feed.self = feedAddress(origin, choice, address->kind, address->slug);
    feed.origin = origin;
    feed.guid = feedId(pathOf("feeds", address->kind, address->slug, "xml"));
    feed.isSerial = address->kind == Kind::Series;
    feed.page = *page;
    feed.pages = pages;
    const std::size_t first = (*page - 1) * kPageItems;
    return document("application/rss+xml",
                    toRss(feed, *lectures, first, std::min(count, first + kPageItems)));
}

http::Response Feeds::opml(const http::Request& request) const {
    const web::LanguageChoice choice = web::chooseLanguage(request, options_.fallback);
    const web::Links links(choice);
    const std::string origin = api::originOf(request);
    std::vector<Outline> outlines;
    const auto add = [&](std::string_view title, Kind kind, const model::Slug& slug) {
        outlines.push_back({std::string(title), feedAddress(origin, choice, kind, slug),
                            origin + pageAddress(links, kind, slug)});
    };
    add(web::texts(choice.language).recent, Kind::Recent, {});
    for (const store::ScholarItem& scholar : library_.scholars())
        if (scholar.storedCount > 0) add(scholar.scholar.name, Kind::Scholar, scholar.scholar.slug);
    for (const store::LibraryItem& series : seriesHere(library_))
        add(series.listing.title, Kind::Series, series.listing.slug);
    for (const model::Topic& topic : library_.topics())
        if (hasSomethingHere(library_, topic.slug)) add(topic.name, Kind::Topic, topic.slug);
    return document("text/x-opml", toOpml(siteName(choice.language), outlines));
}

std::string_view Feeds::siteName(web::Language language) const noexcept {
    return options_.name.empty() ? web::texts(language).siteName : std::string_view(options_.name);
}

} // namespace durus::mediaserver::feeds
