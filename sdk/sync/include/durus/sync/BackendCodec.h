// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Catalogue.h>
#include <durus/model/Intent.h>
#include <durus/model/Progress.h>
#include <durus/sync/Http.h>
#include <durus/sync/Outcome.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace durus::sync {

/// What an exchange has found out. Complete once the exchange has finished.
struct ExchangeResults {
    std::vector<Outcome> outcomes;  ///< one per intent of a push; none for a pull that went well
    std::optional<Outcome> failure; ///< why the exchange as a whole came to nothing
    std::vector<model::RemoteProgress> progress;
    std::vector<model::RemoteFavorite> favorites;
    std::vector<model::Scholar> scholars;
    std::vector<model::Topic> topics;
    std::vector<model::Listing> listings;
    std::optional<std::string> cursor; ///< where the next pull begins; opaque to everybody else
};

/// One conversation with a backend, as a pure step machine: no I/O, no clock, no randomness. The same inputs
/// give the same requests, so a frozen first request can be matched with a reopened exchange.
/// Thread: one at a time.
class CodecExchange {
public:
    virtual ~CodecExchange() = default;

    /// The next request, given the answer to the one before (null on the first call); none = finished.
    /// Errors: Error(PluginMisbehaved).
    virtual std::optional<HttpRequest> step(const HttpResponse* answer) = 0;

    /// REQUIRES: step() has returned none.
    virtual const ExchangeResults& results() const = 0;
};

/// Speaks one backend's API: the port to backend codec plugins. Sees intents and answers, never tokens or
/// retry counters. Thread: one at a time.
class BackendCodec {
public:
    virtual ~BackendCodec() = default;

    /// Limits of one push.
    struct Limits {
        std::size_t maxIntents = 1000;
        std::size_t maxBodyBytes = 1024 * 1024;
    };
    virtual Limits limits() const = 0;

    /// Whether the backend can take this kind at all.
    virtual bool supports(model::IntentKind kind) const = 0;

    /// Delivers intents of one family. The first request is the write; later ones may read back.
    virtual std::unique_ptr<CodecExchange> push(std::span<const model::Intent> intents) = 0;

    /// Reads progress and favourites changed since `cursor` ("" = all), with whatever overlap this backend
    /// needs. `now`: the backend's time as far as known; a cursor never lies beyond it.
    virtual std::unique_ptr<CodecExchange> pull(const std::string& cursor, WallTime now) = 0;

    /// Walks the whole public catalogue.
    virtual std::unique_ptr<CodecExchange> catalogue() = 0;

    /// Asks whether the backend, being well, refuses the credentials it just answered 401 to. Fails with
    /// Unauthorized only if the backend itself says so, otherwise if nobody knows, and not at all if they are
    /// good. Null = this codec cannot tell.
    virtual std::unique_ptr<CodecExchange> rejectionCheck() { return nullptr; }
};

} // namespace durus::sync
