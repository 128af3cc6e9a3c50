// SPDX-License-Identifier: Apache-2.0
#include "ServerAddress.h"

#include <durus/client/Device.h>
#include <durus/client/Recorder.h>
#include <durus/core/Error.h>
#include <durus/core/Uuid.h>
#include <durus/http/HttpClient.h>
#include <durus/plugin_codec/PluginBackendCodec.h>
#include <durus/plugin_host/PluginRegistry.h>
#include <durus/plugin_host/TranslatorHost.h>
#include <durus/sync/ServerClock.h>
#include <durus/vlc/DecodeVerifier.h>
#include <durus/vlc/VlcBackend.h>

#include <variant>

namespace durus::client {

namespace {

/// What an action that a mark stands for becomes on the wire.
model::IntentKind intentKindOf(const model::PlaybackEvent::Body& mark) {
    if (const auto* completion = std::get_if<model::CompletionMarked>(&mark))
        return completion->completed ? model::IntentKind::Completed : model::IntentKind::Uncompleted;
    if (const auto* favorite = std::get_if<model::FavoriteMarked>(&mark))
        return favorite->favorite ? model::IntentKind::Favorite : model::IntentKind::Unfavorite;
    throw Error(ErrorCode::InvalidInput, "only a completion or a favourite can be marked");
}

bool isMark(const model::PlaybackEvent::Body& body) {
    return std::holds_alternative<model::CompletionMarked>(body) ||
           std::holds_alternative<model::FavoriteMarked>(body);
}

} // namespace

struct Device::Parts {
    explicit Parts(DeviceOptions given)
        : options(std::move(given)), log(options.log == nullptr ? nullLog : *options.log),
          store(store::Store::open(options.dataDirectory, clock, random, &log)), plugins({log, clock}),
          translators(store->journal(), log), recorder(store->journal(), translators, log),
          loopback(http::makeHttpExchange()) {
        const auto directories =
            options.pluginDirectories.empty() ? defaultPluginDirectories() : options.pluginDirectories;
        plugins.discover(directories);
        for (const auto& plugin : plugins.plugins())
            if (plugin->translator() != nullptr) translators.add(plugin);
    }

    DeviceOptions options;
    NullLog nullLog;
    Log& log;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<store::Store> store;
    plugin_host::PluginRegistry plugins;
    plugin_host::TranslatorHost translators;
    Recorder recorder;
    std::unique_ptr<sync::HttpExchange> loopback;
};

std::unique_ptr<Device> Device::open(DeviceOptions options) {
    return std::unique_ptr<Device>(new Device(std::make_unique<Parts>(std::move(options))));
}

Device::Device(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Device::~Device() = default;

store::Store& Device::store() noexcept {
    return *parts_->store;
}

Recorder& Device::recorder() noexcept {
    return parts_->recorder;
}

const Clock& Device::clock() const noexcept {
    return parts_->clock;
}

Random& Device::random() noexcept {
    return parts_->random;
}

Log& Device::log() noexcept {
    return parts_->log;
}

std::vector<PluginStatus> Device::plugins() const {
    std::vector<PluginStatus> all;
    for (const auto& plugin : parts_->plugins.plugins()) {
        PluginStatus status{plugin->id(), plugin->version(), plugin->file(), {}, ""};
        if (plugin->translator() != nullptr) status.roles.emplace_back("translator");
        if (plugin->codec() != nullptr) status.roles.emplace_back("backend codec");
        all.push_back(std::move(status));
    }
    for (const auto& translator : parts_->translators.status())
        for (auto& status : all)
            if (status.id == translator.plugin) status.fault = translator.fault;
    for (const auto& problem : parts_->plugins.problems())
        all.push_back({"", "", problem.file, {}, problem.fault});
    return all;
}

std::unique_ptr<player::Player> Device::makePlayer(PlayerOutput output) {
    const vlc::VlcOptions options{.output = output == PlayerOutput::ClockedNull ? vlc::VlcOutput::ClockedNull
                                                                                : vlc::VlcOutput::Default};
    return std::make_unique<player::Player>(
        vlc::makeVlcBackend(options, parts_->clock, parts_->log),
        player::Player::Environment{parts_->clock, parts_->random, parts_->log});
}

std::string Device::serverAddress() {
    return findServer(parts_->options.dataDirectory, *parts_->loopback);
}

std::string Device::playableUri(const store::LibraryItem& item) {
    if (!item.stored)
        throw Error(ErrorCode::WrongState, item.listing.slug.str() + " is not here",
                    "durusctl download " + item.listing.slug.str() + " fetches it");
    const auto server = serverAddress();
    if (!server.empty())
        return server + "/audio/" + item.stored->sha256.substr(0, 32) + '.' + item.stored->format;
    return "file://" + std::filesystem::absolute(parts_->options.dataDirectory / item.stored->file).string();
}

std::size_t Device::record(const std::vector<model::PlaybackEvent>& events) {
    for (const model::PlaybackEvent& event : events)
        if (isMark(event.body)) requireSupport(event);
    return parts_->recorder.record(events);
}

void Device::requireSupport(const model::PlaybackEvent& mark) {
    auto& accounts = parts_->store->accounts();
    const auto owner = accounts.account(mark.account);
    if (!owner) throw Error(ErrorCode::NotFound, "there is no account '" + mark.account.str() + "'");
    const auto item = parts_->store->library().byId(mark.listing, mark.account);
    if (owner->backend.empty() || !item || item->listing.origin != model::ListingOrigin::Backend) return;
    const auto backend = accounts.backend(owner->backend);
    const auto kind = intentKindOf(mark.body);
    if (backend && !makeCodec(*backend)->supports(kind))
        throw Error(ErrorCode::Unsupported, "backend " + backend->name.str() + " cannot record '" +
                                                std::string(model::name(kind)) + "'");
}

void Device::mark(const model::AccountName& account, const store::LibraryItem& item,
                  model::PlaybackEvent::Body body) {
    const auto kind = intentKindOf(body);
    const auto recorded = record({{
        .sequence = 0,
        .session = model::SessionId(makeUuidV7(parts_->clock.wall(), parts_->random)),
        .account = account,
        .listing = item.listing.id,
        .monotonic = parts_->clock.monotonic(),
        .wall = parts_->clock.wall(),
        .body = std::move(body),
    }});
    if (recorded == 0)
        throw Error(ErrorCode::Unsupported, "no plugin records '" + std::string(model::name(kind)) + "'",
                    "durusctl plugins list shows what was loaded");
}

std::unique_ptr<sync::BackendCodec> Device::makeCodec(const model::Backend& backend) {
    auto plugin = parts_->plugins.find(backend.codec);
    if (!plugin || plugin->codec() == nullptr)
        throw Error(ErrorCode::NotFound, "there is no codec plugin '" + backend.codec + "'",
                    "durusctl plugins list shows what was loaded");
    return std::make_unique<plugin_codec::PluginBackendCodec>(std::move(plugin));
}

sync::CatalogueReport Device::pullCatalogue(const model::Backend& backend,
                                            const std::function<void(std::size_t)>& onRequest) {
    const auto codec = makeCodec(backend);
    const auto http = http::makeHttpExchange();
    sync::ServerClock serverClock(parts_->clock);
    return sync::pullCatalogue({parts_->store->catalogue(), *codec, *http, serverClock, parts_->clock},
                               backend.name, {backend.url, backend.caFile, ""}, onRequest);
}

download::DownloadSummary Device::download(const download::DownloadManager::OnProgress& onProgress) {
    const auto fetcher = http::makeFetcher();
    const auto verifier = vlc::makeDecodeVerifier(parts_->log);
    download::DownloadManager manager(
        {parts_->store->assets(), *fetcher, *verifier, parts_->clock, parts_->random, parts_->log},
        {.directory = parts_->options.dataDirectory, .pause = {}});
    return manager.run(onProgress);
}

} // namespace durus::client
