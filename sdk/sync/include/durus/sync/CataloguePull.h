// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/BackendCodec.h>
#include <durus/sync/CatalogueStore.h>
#include <durus/sync/ServerClock.h>

#include <cstddef>
#include <functional>
#include <optional>

namespace durus::sync {

/// What a walk through a catalogue works with; all references outlive it.
struct CatalogueContext {
    CatalogueStore& store;
    BackendCodec& codec;
    HttpExchange& http;
    ServerClock& serverClock;
    const Clock& clock;
};

struct CatalogueReport {
    std::size_t requests = 0;
    std::size_t scholars = 0;
    std::size_t topics = 0;
    std::size_t listings = 0;
    std::optional<Outcome> failure; ///< why the catalogue was left as it was; none = it was replaced
};

/// Walks a backend's whole catalogue and makes it the one of this box. A walk that does not come to its end
/// changes nothing.
/// @param onRequest called after each answer with the number of answers so far.
/// Thread: one. Blocks on the network. Errors: Error(StorageFull | StorageFailure | PluginMisbehaved).
CatalogueReport pullCatalogue(const CatalogueContext& context, const model::BackendName& backend,
                              const HttpEndpoint& endpoint,
                              const std::function<void(std::size_t)>& onRequest = {});

} // namespace durus::sync
