// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "CatalogueWriter.h"

#include <durus/plugin_kit/BackendCodec.h>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>

namespace platform {

/// Walks the public catalogue: all scholars, all topics, what each scholar has, and each of these listings
/// with the lessons it holds. A listing that is not found is left out; any other trouble ends the walk,
/// because a half-read catalogue would look like one that lost its other half.
class CatalogueExchange final : public durus::plugin_kit::Exchange {
public:
    /// Listings are followed this far into one another, so that every walk comes to an end.
    static constexpr int kMaxNesting = 8;

    explicit CatalogueExchange(durus::plugin_kit::Host host) : host_(host) {}

    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;

private:
    enum class Kind { Scholars, Topics, Content, Listing, Contents };
    struct Visit {
        Kind kind = Kind::Scholars;
        std::string slug;
        Surroundings around;
        int depth = 0;
    };

    std::optional<durus::plugin_kit::Request> next(durus::plugin_kit::Results& results);
    /// Takes in the answer to a visit. Whether the walk goes on.
    bool take(const Visit& visit, const durus::plugin_kit::Response& answer,
              durus::plugin_kit::Results& results);
    bool takeScholars(const Json& answer, durus::plugin_kit::Results& results);
    void takeContent(const Visit& visit, const Json& answer);
    void takeListing(const Visit& visit, const Json& answer, durus::plugin_kit::Results& results);
    void takeItems(const Json& items, const Surroundings& around, int depth,
                   durus::plugin_kit::Results& results);
    void follow(const Surroundings& inside, int depth);
    void warnIfCut(const Json& answer) const;

    durus::plugin_kit::Host host_;
    CatalogueWriter writer_;
    std::deque<Visit> visits_{{Kind::Scholars, {}, {}, 0}, {Kind::Topics, {}, {}, 0}};
    std::optional<Visit> current_;
    std::unordered_set<std::string> announced_; ///< slugs of listings the scholars are said to have
};

} // namespace platform
