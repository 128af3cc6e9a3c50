// SPDX-License-Identifier: Apache-2.0
#include "app/Wiring.h"

#include "app/AddressFile.h"
#include "app/CommandLine.h"
#include "app/Health.h"
#include "app/Metrics.h"
#include "app/Routes.h"
#include "archive/SeriesArchive.h"
#include "http/Server.h"
#include "media/AudioHandler.h"

#include <durus/client/Device.h>
#include <durus/client/Synchroniser.h>
#include <durus/core/Clock.h>

#include <optional>

namespace durus::mediaserver {

namespace {

http::ServerOptions serverOptions(const Settings& settings) {
    http::ServerOptions options;
    options.listen = settings.listen;
    options.commonHeaders.add("Content-Security-Policy",
                              "default-src 'self'; base-uri 'none'; form-action 'self'; "
                              "frame-ancestors 'none'; object-src 'none'");
    return options;
}

web::Site::Options siteOptions(const Settings& settings) {
    return {.name = settings.name,
            .fallback = web::languageFromTag(settings.language).value_or(web::Language::English)};
}

} // namespace

// Built from top to bottom, taken down from bottom to top: what uses something stands below it.
struct Wiring::Parts {
    Parts(const Settings& settings, Log& log)
        : device(
              client::Device::open({.dataDirectory = settings.data, .pluginDirectories = {}, .log = &log})),
          library(device->store().library()), hosts(clock, settings.hosts), files(settings.data, library),
          openFiles(clock), checksums(settings.data), seriesArchive(library, files, openFiles, checksums),
          documents(clock, log, [this] { return library.revision(); }), scholars(library, clock),
          listings(library, clock), search(library, clock), site(library, staticFiles, siteOptions(settings)),
          playlists(library, siteOptions(settings)), feeds(library, siteOptions(settings)),
          pairing(device->store().devices()), progress(library, recordOnBox(), clock, device->random()),
          saved(library, recordOnBox(), clock, device->random()),
          personal(site, library, device->store().devices(), recordOnBox(), clock, device->random()),
          synchroniser(*device), gate(device->store().devices(), pool, clock, log),
          pool({.threads = settings.workers}), server(serverOptions(settings), makeRouter(log)) {}

    api::ListenerActions::Record recordOnBox() {
        return [this](const std::vector<model::PlaybackEvent>& events) { device->record(events); };
    }

    http::Router makeRouter(Log& log) {
        http::Router router = makeRoutes(targets(log));
        routes = router.entries();
        return router;
    }

    RouteTargets targets(Log& log) {
        return {.hosts = hosts,
                .pool = pool,
                .documents = documents,
                .scholars = scholars,
                .listings = listings,
                .search = search,
                .site = site,
                .playlists = playlists,
                .feeds = feeds,
                .files = staticFiles,
                .gate = gate,
                .pairing = pairing,
                .progress = progress,
                .saved = saved,
                .personal = personal,
                .clock = clock,
                .audio = media::makeAudioHandler(files, openFiles, pool, log),
                .seriesArchive = seriesArchive.handler(pool, log),
                .health = healthHandler(version()),
                .readiness = readinessHandler(pool, [this] { library.revision(); }),
                .metrics = metricsHandler(pool, [this] { return synchroniser.metrics(); })};
    }

    SystemClock clock;
    std::unique_ptr<client::Device> device;
    store::Library& library;
    HostNames hosts;
    media::AudioFiles files;
    media::FileCache openFiles;
    archive::Checksums checksums;
    archive::SeriesArchive seriesArchive;
    DocumentCache documents;
    api::ScholarsApi scholars;
    api::ListingsApi listings;
    api::SearchApi search;
    web::StaticFiles staticFiles;
    web::Site site;
    feeds::Playlists playlists;
    feeds::Feeds feeds;
    auth::PairingApi pairing;
    api::ProgressApi progress;
    api::SavedApi saved;
    web::PersonalSite personal;
    client::Synchroniser synchroniser;
    auth::Gate gate;
    http::WorkerPool pool;
    std::vector<http::Router::Entry> routes;
    http::Server server;
    std::optional<AddressFile> addressFile;
};

Wiring::Wiring(const Settings& settings, Log& log) : parts_(std::make_unique<Parts>(settings, log)) {}

Wiring::~Wiring() {
    stop();
}

void Wiring::start() {
    parts_->server.start();
    parts_->addressFile.emplace(parts_->device->store().dataDirectory(), localUrl(parts_->server.address()));
    parts_->synchroniser.start();
}

std::string Wiring::url() const {
    return "http://" + parts_->server.address();
}

const std::vector<http::Router::Entry>& Wiring::routes() const noexcept {
    return parts_->routes;
}

void Wiring::stop() {
    parts_->addressFile.reset();
    parts_->synchroniser.stop();
    parts_->server.stop();
}

} // namespace durus::mediaserver
