// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Family.h"
#include "Verdict.h"

#include <durus/plugin_kit/BackendCodec.h>

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace platform {

/// Delivers intents: one write of all listings, then a read of what the backend made of it, because its 201
/// says nothing: an older entry is dropped with it, and so is a body with a wrong content type. What the
/// reading shows to be spoilt is repaired, and read once more.
class PushExchange final : public durus::plugin_kit::Exchange {
public:
    explicit PushExchange(std::vector<durus::plugin_kit::Intent> intents);

    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;

private:
    /// Rounds of repairs. Another device that writes faster than this is left for the next pass.
    static constexpr int kRounds = 3;

    /// An intent that is not sent, and why.
    struct Refused {
        std::uint64_t sequence;
        std::string reason;
    };

    void add(const durus::plugin_kit::Intent& intent, std::unordered_map<std::string, std::size_t>& places);
    durus::plugin_kit::Request read();
    durus::plugin_kit::Request nextRepair();
    bool mayGoOn(const Verdict& verdict) const;
    std::optional<durus::plugin_kit::Request> fail(durus::plugin_kit::Results& results,
                                                   const Verdict& verdict) const;
    void decide(durus::plugin_kit::Results& results, const Json& rows) const;
    void settle(durus::plugin_kit::Results& results, const Item& item, durus::plugin_kit::Outcome outcome,
                std::string_view detail) const;
    void reportRefused(durus::plugin_kit::Results& results) const;

    const Family* family_ = nullptr;
    std::vector<Item> items_; ///< by listing: two boxes of one account lock the backend's rows in one order
    std::vector<Refused> refused_;
    bool reading_ = false; ///< the last request was a read
    bool repairing_ = false;
    std::deque<durus::plugin_kit::Request> repairs_;
    int roundsLeft_ = kRounds;
};

} // namespace platform
