// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"

#include "support/Process.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>
#include <reference/LibraryScanner.h>

#include <filesystem>

using namespace durus;

namespace {

const model::BackendName kBackend{"home"};
constexpr int kEnoughPasses = 50;

Poco::JSON::Array::Ptr parseArray(const std::string& text) {
    return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Array::Ptr>();
}

} // namespace

World::World(reference::Quirks quirks, const Clock* clock, const std::string& address)
    : clock_(clock ? *clock : systemClock_) {
    const auto recipe = test::sourceDir() / "samples/reference-backend/make-certificates.sh";
    CPPUNIT_ASSERT_EQUAL(
        0, test::runProcess({"/bin/sh", recipe.string(), directory_.path().string(), address}).status);
    config_.listen = address + ":0";
    config_.database = directory_ / "backend.db";
    config_.tokens = {{"listener", token_}};
    config_.quirks = std::move(quirks);
    config_.tls = reference::TlsFiles{directory_ / "server.pem", directory_ / "server.key"};
    start();
    config_.listen = address + ':' + std::to_string(backend_->port());
}

void World::start() {
    auto library = reference::scanLibrary(test::sourceDir() / "samples/library/audio");
    backend_ =
        std::make_unique<reference::ReferenceBackend>(config_, std::move(library.catalogue), clock_, log_);
    backend_->start();
}

void World::backUp() {
    backend_.reset();
    std::filesystem::copy_file(config_.database, directory_ / "backup.db");
    start();
}

void World::restore() {
    backend_.reset();
    std::filesystem::remove(config_.database);
    std::filesystem::copy_file(directory_ / "backup.db", config_.database);
    start();
}

std::string World::get(const std::string& path) {
    const auto answer = ask({.method = "GET", .path = path, .headers = {}, .body = {}});
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
    return answer.body;
}

sync::HttpResponse World::ask(const sync::HttpRequest& request) {
    return http::makeHttpExchange()->send({backend_->url(), caFile(), token_}, request).value();
}

sync::HttpResponse World::post(const std::string& path, const std::string& body, const std::string& type) {
    return ask({.method = "POST", .path = path, .headers = {{"Content-Type", type}}, .body = body});
}

std::uint64_t World::requestsOf(const std::string& route) {
    return backend_->counters().byRoute[route];
}

std::map<std::string, World::Held> World::progress() {
    std::map<std::string, Held> held;
    const auto rows = parseArray(get("/audio/progress"));
    for (unsigned i = 0; i < rows->size(); ++i) {
        const auto row = rows->getObject(i);
        held[row->getValue<std::string>("listingId")] = {row->getValue<long>("positionSeconds"),
                                                         row->has("completedAt")};
    }
    return held;
}

std::map<std::string, bool> World::favorites() {
    std::map<std::string, bool> held;
    const auto rows = parseArray(get("/me/library/saved/delta"));
    for (unsigned i = 0; i < rows->size(); ++i) {
        const auto row = rows->getObject(i);
        held[row->getValue<std::string>("listingId")] = !row->has("deletedAt");
    }
    return held;
}

SyncBox::SyncBox(const sync::HttpEndpoint& theEndpoint, const Clock* theClock)
    : endpoint(theEndpoint), clock(theClock ? *theClock : systemClock), http_(http::makeHttpExchange()) {}

SyncBox::SyncBox(World& world, const std::string& url, const Clock* theClock, const std::string& codec)
    : SyncBox({url, world.caFile(), world.token()}, theClock) {
    store_ = store::Store::open(directory / "data", clock, random, &log);
    store_->accounts().addBackend({kBackend, codec, url, world.caFile()});
    store_->accounts().addAccount({account, kBackend}, world.token());
    load(codec);
}

SyncBox::SyncBox(World& world, const SyncBox& original)
    : SyncBox({original.endpoint.url, world.caFile(), world.token()}, &original.clock) {
    std::filesystem::copy(original.directory / "data", directory / "data",
                          std::filesystem::copy_options::recursive);
    store_ = store::Store::open(directory / "data", clock, random, &log);
    recorded_ = original.recorded_;
    load(original.codecName_);
}

void SyncBox::load(const std::string& codec) {
    const std::vector<std::filesystem::path> directories{test::buildDir() / "lib/durus/plugins"};
    plugins_.discover(directories);
    auto plugin = plugins_.find(codec);
    CPPUNIT_ASSERT_MESSAGE("the plugin " + codec + " was not built", plugin);
    codec_ = std::make_unique<plugin_codec::PluginBackendCodec>(std::move(plugin));
    codecName_ = codec;
}

sync::CatalogueReport SyncBox::pullCatalogue() {
    return sync::pullCatalogue({store_->catalogue(), *codec_, *http_, serverClock_, clock}, kBackend,
                               {endpoint.url, endpoint.caFile, {}});
}

void SyncBox::record(const std::string& listing, model::IntentKind kind, long positionSeconds) {
    model::DraftIntent draft{.account = account,
                             .listing = model::ListingId(listing),
                             .kind = kind,
                             .position = std::chrono::seconds{positionSeconds},
                             .duration = {},
                             .dedupeKey = "draft-" + std::to_string(++recorded_),
                             .wall = clock.wall(),
                             .monotonic = clock.monotonic()};
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, store_->journal().commit({"test", 0, {draft}}));
}

sync::PassReport SyncBox::pass() {
    return sync::SyncPass({store_->outbox(), *codec_, *http_, serverClock_, clock, random, log}, account,
                          endpoint)
        .run();
}

void SyncBox::settle() {
    sync::PassReport last;
    for (int i = 0; i < kEnoughPasses; ++i) {
        last = pass();
        if (last.succeeded()) return;
    }
    CPPUNIT_FAIL("it never settled: " + last.failure->detail);
}

std::vector<std::string> SyncBox::lectures() {
    std::vector<std::string> ids;
    for (const auto& item : store_->library().list({}, account).items)
        if (item.listing.asset) ids.push_back(item.listing.id.str());
    return ids;
}
