// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Family.h"

#include <durus/plugin_kit/Exchange.h>

#include <chrono>
#include <optional>
#include <string>

namespace platform {

/// Where a pull begins: the newest stamp seen, and when everything was last read.
struct Cursor {
    Timestamp watermark{0};
    Timestamp lastFull{0};

    /// None for "" and for what this version did not write: everything is read then.
    static std::optional<Cursor> parse(std::string_view text);
    std::string text() const;
};

/// Reads what changed. The backend orders by the writers' own stamps, so what another device uploads late
/// carries an old one: each pull reads over the last kOverlap again, and over everything every kFullEvery.
class PullExchange final : public durus::plugin_kit::Exchange {
public:
    static constexpr std::chrono::hours kOverlap{24};
    static constexpr std::chrono::hours kFullEvery{7 * 24};

    PullExchange(std::string_view cursor, Timestamp now);

    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;

private:
    bool take(const durus::plugin_kit::Response& answer, const Family& family,
              durus::plugin_kit::Results& results);
    void finish(durus::plugin_kit::Results& results) const;

    Timestamp now_;
    Timestamp lastFull_;
    std::optional<Timestamp> since_; ///< none = everything
    Timestamp newest_{0};
    const Family* reading_ = nullptr;
};

} // namespace platform
