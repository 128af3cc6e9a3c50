// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/KeptLog.h"
#include "support/TempDir.h"

#include <durus/http/HttpClient.h>
#include <durus/plugin_codec/PluginBackendCodec.h>
#include <durus/plugin_host/PluginRegistry.h>
#include <durus/store/Store.h>
#include <durus/sync/CataloguePull.h>
#include <durus/sync/SyncPass.h>

#include <reference/ReferenceBackend.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

/// The reference backend over TLS, with the sample recordings and one listener.
class World {
public:
    /// `clock`: the backend's; null = the machine's. It must outlive the world. `address`: where it listens,
    /// at any port.
    explicit World(durus::reference::Quirks quirks = {}, const durus::Clock* clock = nullptr,
                   const std::string& address = "127.0.0.1");

    durus::reference::ReferenceBackend& backend() { return *backend_; }
    /// Keeps a copy of the backend's database.
    void backUp();
    /// Has the backend go on from that copy, at the same address.
    void restore();
    std::string caFile() const { return (directory_ / "ca.pem").string(); }
    const std::string& token() const { return token_; }

    struct Held {
        long positionSeconds = 0;
        bool completed = false;
    };
    /// What the backend says of the listener, by listing.
    std::map<std::string, Held> progress();
    std::map<std::string, bool> favorites();

    /// Asks the backend for something, past any box.
    durus::sync::HttpResponse ask(const durus::sync::HttpRequest& request);
    /// POST of a JSON text.
    durus::sync::HttpResponse post(const std::string& path, const std::string& body,
                                   const std::string& type = "application/json");
    /// How often a route was asked for, by "METHOD /pattern".
    std::uint64_t requestsOf(const std::string& route);

private:
    std::string get(const std::string& path);
    void start();

    durus::test::TempDir directory_;
    durus::SystemClock systemClock_;
    const durus::Clock& clock_;
    durus::reference::BackendConfig config_;
    durus::NullLog log_;
    const std::string token_ = "integration-token-0123456789";
    std::unique_ptr<durus::reference::ReferenceBackend> backend_;
};

/// A listener's box: real store, real plugin, real HTTPS.
class SyncBox {
public:
    /// `clock`: the box's; null = the machine's. It must outlive the box. `codec`: what it speaks.
    SyncBox(World& world, const std::string& url, const durus::Clock* clock = nullptr,
            const std::string& codec = "platform");

    /// A box with a copy of another's data: its card was copied, or an image of it was put back.
    SyncBox(World& world, const SyncBox& original);

    durus::sync::CatalogueReport pullCatalogue();
    /// Records intents as a translator's commit does.
    void record(const std::string& listing, durus::model::IntentKind kind, long positionSeconds = 0);
    durus::sync::PassReport pass();
    /// Passes until one goes well.
    void settle();
    /// Ends a pass that runs in another thread.
    void abandon() { http_->cancel(); }
    /// A fresh line after abandon().
    void reconnect(const durus::http::ClientLimits& limits = {}) {
        http_ = durus::http::makeHttpExchange(limits);
    }

    /// Ids of what can be listened to.
    std::vector<std::string> lectures();
    durus::store::Store& store() { return *store_; }
    durus::sync::OutboxCounts counts() { return store_->outbox().counts(account); }

    const durus::model::AccountName account{"listener"};
    durus::sync::HttpEndpoint endpoint;
    durus::test::TempDir directory;
    const durus::SystemClock systemClock{};
    const durus::Clock& clock;
    durus::SystemRandom random;
    durus::test::KeptLog log;

private:
    SyncBox(const durus::sync::HttpEndpoint& theEndpoint, const durus::Clock* theClock);
    void load(const std::string& codec);

    std::unique_ptr<durus::store::Store> store_;
    durus::plugin_host::PluginRegistry plugins_{{log, clock}};
    std::string codecName_;
    std::unique_ptr<durus::sync::BackendCodec> codec_;
    std::unique_ptr<durus::sync::HttpExchange> http_;
    durus::sync::ServerClock serverClock_{clock};
    int recorded_ = 0;
};
