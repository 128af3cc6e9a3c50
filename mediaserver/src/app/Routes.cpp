// SPDX-License-Identifier: Apache-2.0
#include "app/Routes.h"

#include "api/ApiError.h"

#include <type_traits>

namespace durus::mediaserver {

namespace {

constexpr http::RouteOptions kPublic{.bodyBytes = std::nullopt, .crossOrigin = true};

void addApi(http::Router& router, const RouteTargets& to) {
    const DocumentCache::Producer failed = [&clock = to.clock](const http::Request& request) {
        return api::apiError(request, http::Status::InternalServerError, "Internal Server Error", clock);
    };
    const auto get = [&](std::string_view pattern, DocumentCache::Producer produce) {
        router.get(pattern, to.documents.serve(to.pool, std::move(produce), failed), kPublic);
    };
    get("/api/scholars", [&api = to.scholars](const auto& request) { return api.all(request); });
    get("/api/scholars/:slug", [&api = to.scholars](const auto& request) { return api.one(request); });
    get("/api/scholars/:slug/content",
        [&api = to.scholars](const auto& request) { return api.content(request); });
    get("/api/scholars/:slug/topics",
        [&api = to.scholars](const auto& request) { return api.topics(request); });
    get("/api/topics", [&api = to.scholars](const auto& request) { return api.allTopics(request); });
    get("/api/listings/recent", [&api = to.listings](const auto& request) { return api.recent(request); });
    get("/api/listings/:slug", [&api = to.listings](const auto& request) { return api.one(request); });
    get("/api/listings/:slug/contents",
        [&api = to.listings](const auto& request) { return api.contents(request); });
    get("/api/audio/listings/:slug/stream",
        [&api = to.listings](const auto& request) { return api.stream(request); });
    get("/api/search", [&api = to.search](const auto& request) { return api.search(request); });
}

void addPages(http::Router& router, const RouteTargets& to) {
    const DocumentCache::Producer failed = [&site = to.site](const http::Request& request) {
        return site.error(request, http::Status::InternalServerError);
    };
    const auto get = [&](std::string_view pattern, DocumentCache::Producer produce) {
        router.get(pattern, to.documents.serve(to.pool, std::move(produce), failed));
    };
    get("/", [&site = to.site](const auto& request) { return site.home(request); });
    get("/listing/:slug", [&site = to.site](const auto& request) { return site.listing(request); });
    get("/scholars", [&site = to.site](const auto& request) { return site.scholars(request); });
    get("/scholar/:slug", [&site = to.site](const auto& request) { return site.scholar(request); });
    get("/search", [&site = to.site](const auto& request) { return site.search(request); });
}

void addLists(http::Router& router, const RouteTargets& to) {
    const DocumentCache::Producer failed = [](const http::Request&) {
        return http::Response::error(http::Status::InternalServerError);
    };
    const auto get = [&](std::string_view pattern, DocumentCache::Producer produce) {
        router.get(pattern, to.documents.serve(to.pool, std::move(produce), failed), kPublic);
    };
    get("/playlists/*list", [&lists = to.playlists](const auto& request) { return lists.respond(request); });
    get("/feeds/*list", [&feeds = to.feeds](const auto& request) { return feeds.feed(request); });
    get("/feeds/all.opml", [&feeds = to.feeds](const auto& request) { return feeds.opml(request); });
}

void addFiles(http::Router& router, const RouteTargets& to) {
    router.get("/static/:file", [&files = to.files](const http::Request& request, http::Responder responder) {
        responder.send(files.respond(request, request.parameter("file")));
    });
    for (const auto& [path, file] :
         {std::pair{"/manifest.webmanifest", "manifest.webmanifest"}, std::pair{"/favicon.ico", "icon.svg"}})
        router.get(path, [&files = to.files, file](const http::Request& request, http::Responder responder) {
            responder.send(files.respond(request, file));
        });
}

constexpr std::size_t kBatchBytes = 1024 * 1024; // the platform's limit
constexpr http::RouteOptions kPaired{.bodyBytes = std::nullopt, .access = http::Access::PairedDevice};
constexpr http::RouteOptions kPairedBatch{.bodyBytes = kBatchBytes, .access = http::Access::PairedDevice};

void addPersonalApi(http::Router& router, const RouteTargets& to) {
    using http::Method;
    const auto add = [&](Method method, std::string_view pattern, auto& api, auto answer,
                         http::RouteOptions options = kPaired) {
        router.add(
            method, pattern,
            to.gate.personal([&api, answer](const http::Request& request, const store::PairedDevice& device) {
                if constexpr (std::is_invocable_v<decltype(answer), decltype(api), const http::Request&,
                                                  const store::PairedDevice&>)
                    return (api.*answer)(request, device);
                else
                    return (api.*answer)(request, device.account);
            }),
            options);
    };
    router.post("/api/pair",
                to.gate.open([&api = to.pairing](const auto& request) { return api.pair(request); }));
    add(Method::Get, "/api/pair", to.pairing, &auth::PairingApi::show);
    add(Method::Delete, "/api/pair", to.pairing, &auth::PairingApi::unpair);
    add(Method::Get, "/api/audio/progress", to.progress, &api::ProgressApi::all);
    add(Method::Post, "/api/audio/progress/sync", to.progress, &api::ProgressApi::sync, kPairedBatch);
    add(Method::Put, "/api/audio/progress/:slug", to.progress, &api::ProgressApi::put);
    add(Method::Get, "/api/me/library/listing/:slug", to.progress, &api::ProgressApi::one);
    add(Method::Get, "/api/me/library/saved", to.saved, &api::SavedApi::page);
    add(Method::Get, "/api/me/library/saved/delta", to.saved, &api::SavedApi::delta);
    add(Method::Post, "/api/me/library/saved/sync", to.saved, &api::SavedApi::sync, kPairedBatch);
    add(Method::Post, "/api/me/library/save/:slug", to.saved, &api::SavedApi::save);
    add(Method::Delete, "/api/me/library/save/:slug", to.saved, &api::SavedApi::unsave);
}

void addPersonalPages(http::Router& router, const RouteTargets& to) {
    const auto& site = to.personal;
    const auto add = [&](http::Method method, std::string_view pattern, auto answer) {
        router.add(method, pattern,
                   to.gate.personalPage(
                       [&site, answer](const auto& request, const auto& device) {
                           return (site.*answer)(request, device);
                       },
                       [&site](const auto& request) { return site.toPairing(request); }),
                   kPaired);
    };
    router.get("/pair", to.gate.open([&site](const auto& request) { return site.pairForm(request); }));
    router.post("/pair", to.gate.open([&site](const auto& request) { return site.pair(request); }));
    add(http::Method::Get, "/me", &web::PersonalSite::mine);
    add(http::Method::Post, "/me/favorite", &web::PersonalSite::favorite);
    add(http::Method::Post, "/me/completed", &web::PersonalSite::completed);
    add(http::Method::Post, "/me/unpair", &web::PersonalSite::unpair);
}

bool isBelow(std::string_view path, std::string_view directory) noexcept {
    return path.starts_with(directory);
}

http::Handler notFound(const RouteTargets& to) {
    return [&site = to.site, &clock = to.clock](const http::Request& request, http::Responder responder) {
        if (isBelow(request.path, "/api/"))
            responder.send(api::apiError(request, http::Status::NotFound,
                                         "Cannot " + request.methodToken + " " + request.path, clock));
        else if (isBelow(request.path, "/audio/") || isBelow(request.path, "/static/"))
            responder.send(http::Response::error(http::Status::NotFound));
        else
            responder.send(site.error(request, http::Status::NotFound));
    };
}

} // namespace

http::Router makeRoutes(const RouteTargets& to) {
    http::Router router;
    router.setHostCheck(
        [&hosts = to.hosts](const http::Request& request) { return hosts.allows(request.host); });
    router.setAccessCheck([&gate = to.gate](const http::Request& request, http::Access access) {
        return gate.check(request, access);
    });
    router.setNotFound(notFound(to));
    router.get("/healthz", to.health);
    router.get("/readyz", to.readiness);
    router.get("/metrics", to.metrics, {.access = http::Access::ThisMachine});
    router.get("/audio/:file", to.audio, kPublic);
    router.get("/download/series/:file", to.seriesArchive, kPublic);
    addApi(router, to);
    addPages(router, to);
    addPersonalApi(router, to);
    addPersonalPages(router, to);
    addLists(router, to);
    addFiles(router, to);
    return router;
}

} // namespace durus::mediaserver
