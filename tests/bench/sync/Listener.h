// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Meter.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/plugin_codec/PluginBackendCodec.h>
#include <durus/plugin_host/PluginRegistry.h>
#include <durus/store/Store.h>
#include <durus/sync/SyncPass.h>

#include <filesystem>
#include <memory>

namespace durus::bench {

/// A listener's box: real store, real plugin, real HTTPS, and a clock that runs as it is told.
class Listener {
public:
    /// Its store is made in `directory`. What it is to do `before` now is stamped in the past.
    Listener(const std::filesystem::path& directory, const std::filesystem::path& plugins,
             sync::HttpEndpoint endpoint, Milliseconds before = Milliseconds{0});

    /// Records that many progress events, one each second, of so many lectures in turn.
    void listen(std::size_t events, std::size_t lectures);
    void record(std::size_t lecture, Milliseconds position);
    /// Errors: std::runtime_error if the pass fails.
    sync::PassReport pass();
    /// The next pass needs a new connection.
    void hangUp();

    std::filesystem::path database() const { return store_->dataDirectory() / "durus.db"; }

    ManualClock clock;
    std::unique_ptr<MeteredHttp> http;
    std::unique_ptr<MeteredCodec> codec;

private:
    model::DraftIntent draft(std::size_t lecture, Milliseconds position);

    const model::AccountName account_{"amina"};
    sync::HttpEndpoint endpoint_;
    SystemRandom random_;
    NullLog log_;
    std::unique_ptr<store::Store> store_;
    plugin_host::PluginRegistry plugins_{{log_, clock}};
    std::unique_ptr<sync::BackendCodec> platform_;
    std::unique_ptr<sync::HttpExchange> exchange_;
    sync::ServerClock serverClock_{clock};
    std::uint64_t recorded_ = 0;
};

} // namespace durus::bench
