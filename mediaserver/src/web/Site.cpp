// SPDX-License-Identifier: Apache-2.0
#include "web/Site.h"

#include "api/LibraryReading.h"
#include "api/Parameters.h"
#include "web/ErrorPage.h"
#include "web/HomePage.h"
#include "web/ListingPage.h"
#include "web/ScholarPage.h"
#include "web/SearchPage.h"

#include <durus/core/Error.h>

namespace durus::mediaserver::web {

namespace {

// A screenful or two of rows: well below 20 kB compressed.
constexpr std::size_t kRows = 30;
constexpr std::size_t kMostPages = 10'000;

model::Slug slugOf(const http::Request& request) {
    return model::Slug{std::string(request.parameter("slug"))};
}

std::optional<std::size_t> pageOf(const http::Request& request) {
    return api::numberParameter(request, "page", 1, kMostPages, 1);
}

} // namespace

http::Response htmlResponse(std::string page, http::Status status) {
    http::Response response = http::Response::text(status, "text/html; charset=utf-8", std::move(page));
    response.headers.add("Vary", "Accept-Language");
    return response;
}

Site::Site(store::Library& library, const StaticFiles& files, Options options)
    : library_(library), files_(files), options_(std::move(options)) {}

http::Response Site::home(const http::Request& request) const {
    const PageContext context = contextOf(request);
    return request.queryParameter("view") == "here" ? here(context) : newest(context);
}

http::Response Site::newest(const PageContext& context) const {
    const std::string_view cursor = context.request.queryParameter("after").value_or("");
    store::RecentPage recent;
    try {
        recent = library_.recent(kRows, cursor, model::kLocalAccount);
    } catch (const Error& failure) {
        if (failure.code() != ErrorCode::InvalidInput) throw;
        return error(context.request, http::Status::BadRequest);
    }
    HomeContent content;
    content.items = std::move(recent.items);
    content.isFirst = cursor.empty();
    if (!recent.nextCursor.empty()) content.moreAddress = context.links().olderThan(recent.nextCursor);
    if (content.isFirst) content.scholars = library_.scholars();
    content.counts = library_.counts();
    return htmlResponse(homePage(context, content));
}

http::Response Site::here(const PageContext& context) const {
    const auto page = pageOf(context.request);
    if (!page) return error(context.request, http::Status::BadRequest);
    store::LibraryFilter filter;
    filter.downloadedOnly = true;
    filter.topLevelOnly = true;
    filter.limit = kRows;
    filter.offset = (*page - 1) * kRows;
    store::LibraryPage listed = library_.list(filter, model::kLocalAccount);
    if (*page > 1 && listed.items.empty()) return error(context.request, http::Status::NotFound);
    HomeContent content;
    content.view = HomeContent::View::Here;
    content.items = std::move(listed.items);
    content.isFirst = *page == 1;
    if (listed.hasMore) content.moreAddress = context.links().here(*page + 1);
    if (content.isFirst) content.scholars = library_.scholars();
    content.counts = library_.counts();
    return htmlResponse(homePage(context, content));
}

http::Response Site::scholars(const http::Request& request) const {
    return htmlResponse(scholarsPage(contextOf(request), library_.scholars()));
}

http::Response Site::scholar(const http::Request& request) const {
    const auto scholar = library_.scholar(slugOf(request));
    if (!scholar) return error(request, http::Status::NotFound);
    return htmlResponse(
        scholarPage(contextOf(request), *scholar, api::topLevelListings(library_, slugOf(request))));
}

http::Response Site::listing(const http::Request& request) const {
    auto item = library_.bySlug(slugOf(request), model::kLocalAccount);
    if (!item) return error(request, http::Status::NotFound);
    ListingContent content;
    content.topics = library_.topicsOf(item->listing.id);
    if (api::holdsOthers(*item))
        content.contents = library_.contents(item->listing.slug, model::kLocalAccount);
    if (!item->parentSlug.empty())
        content.siblings = library_.contents(item->parentSlug, model::kLocalAccount);
    content.item = std::move(*item);
    return htmlResponse(listingPage(contextOf(request), content));
}

http::Response Site::search(const http::Request& request) const {
    const auto page = pageOf(request);
    if (!page) return error(request, http::Status::BadRequest);
    const std::string_view query = request.queryParameter("q").value_or("");
    const store::LibraryPage results =
        library_.search(query, kRows, (*page - 1) * kRows, model::kLocalAccount);
    if (*page > 1 && results.items.empty()) return error(request, http::Status::NotFound);
    return htmlResponse(searchPage(contextOf(request), query, results, *page));
}

http::Response Site::error(const http::Request& request, http::Status status) const {
    return htmlResponse(errorPage(contextOf(request), status), status);
}

PageContext Site::contextOf(const http::Request& request) const {
    return {request, files_, chooseLanguage(request, options_.fallback), options_.name};
}

} // namespace durus::mediaserver::web
