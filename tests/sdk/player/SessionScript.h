// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Described.h"

#include <durus/player/PlaybackSession.h>

#include <optional>

namespace durus::test {

/// Drives a session through a script of signals at given times, and tells what it made of them.
class SessionScript {
public:
    explicit SessionScript(std::optional<Milliseconds> catalogue = Milliseconds{60'000},
                           Milliseconds startAt = Milliseconds{0}, player::PlayerOptions options = {})
        : session(model::SessionId{"session"}, item(catalogue), startAt, 1.0, options, at(Milliseconds{0})) {
        session.takeEvents();
    }

    static model::MediaItem item(std::optional<Milliseconds> catalogue) {
        return {.listing = model::ListingId{"listing"},
                .account = model::AccountName{"amina"},
                .uri = "null:lecture",
                .title = "A lecture",
                .duration = catalogue};
    }
    static MonotonicTime at(Milliseconds since) { return MonotonicTime{Milliseconds{1'000'000}} + since; }

    void signal(Milliseconds when, player::BackendSignal::Body body) {
        session.advance(at(when));
        session.apply({1, at(when), std::move(body)});
    }
    /// Ticks every 250 ms from `from` (exclusive) to `to`, at positions that run from `position` on.
    void ticks(Milliseconds from, Milliseconds to, Milliseconds position, double rate = 1.0) {
        for (Milliseconds now = from + step; now <= to; now += step) {
            const auto ran = static_cast<double>((now - from).count()) * rate;
            signal(now, player::PositionSignal{position + Milliseconds{static_cast<long>(ran)}});
        }
    }
    /// Opens and plays from the start to `end`, and forgets what was told of it.
    void playTo(Milliseconds end, Milliseconds begin = Milliseconds{0}) {
        signal(Milliseconds{0}, player::OpeningSignal{});
        signal(Milliseconds{0}, player::PlayingSignal{});
        ticks(Milliseconds{0}, end, begin);
        session.takeEvents();
    }
    std::string told() { return joined(described(session.takeEvents())); }

    static constexpr Milliseconds step{250};
    player::PlaybackSession session;
};

} // namespace durus::test
