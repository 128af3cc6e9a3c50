// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Described.h"

#include <durus/player/Player.h>
#include <durus/vlc/VlcBackend.h>

#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace durus::test {

/// A Player on libVLC without sound, and all it told.
class VlcPlayer {
public:
    using Events = std::vector<model::PlaybackEvent>;
    static constexpr std::chrono::seconds kPatience{60};

    explicit VlcPlayer(player::PlayerOptions options = {}) {
        // libVLC loads its plugins anew whenever the last backend has gone: one stays.
        static const auto keeper = make(std::make_shared<vlc::RenderedAudio>());
        player = std::make_unique<player::Player>(
            make(rendered), player::Player::Environment{clock(), random_, log()}, options);
        hearing_ = player->subscribe(inline_, [this](const model::PlaybackEvent& event) {
            const std::lock_guard lock(mutex_);
            events_.push_back(event);
            changed_.notify_all();
        });
    }
    ~VlcPlayer() {
        hearing_.reset();
        player.reset();
    }

    static model::MediaItem item(const std::string& uri,
                                 std::optional<Milliseconds> catalogue = std::nullopt) {
        return {.listing = model::ListingId{"listing"},
                .account = model::AccountName{"amina"},
                .uri = uri,
                .title = "A lecture",
                .duration = catalogue};
    }
    static std::filesystem::path library() {
        return std::filesystem::path(std::getenv("DURUS_SOURCE_DIR")) / "samples" / "library" / "audio";
    }
    static std::string sample(const std::string& name) { return "file://" + (library() / name).string(); }

    Events events() const {
        const std::lock_guard lock(mutex_);
        return events_;
    }
    /// Waits until `reached` holds of all that was told.
    bool until(const std::function<bool(const Events&)>& reached) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kPatience, [&] { return reached(events_); });
    }
    bool untilState(model::PlaybackState state, long times = 1) {
        return until([&](const Events& all) {
            long seen = 0;
            for (const auto& event : all)
                if (const auto* changed = std::get_if<model::StateChanged>(&event.body))
                    seen += changed->state == state ? 1 : 0;
            return seen >= times;
        });
    }
    template<typename Body>
    bool untilTold(long times = 1) {
        return until([&](const Events& all) { return static_cast<long>(bodies<Body>(all).size()) >= times; });
    }
    template<typename Body>
    static std::vector<Body> bodies(const Events& events) {
        std::vector<Body> found;
        for (const auto& event : events)
            if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
        return found;
    }
    template<typename Body>
    std::vector<Body> all() const {
        return bodies<Body>(events());
    }
    std::string told() const { return joined(described(events())); }

    static Clock& clock() {
        static SystemClock clock;
        return clock;
    }

    std::shared_ptr<vlc::RenderedAudio> rendered = std::make_shared<vlc::RenderedAudio>();
    std::unique_ptr<player::Player> player;

private:
    static Log& log() {
        static NullLog log;
        return log;
    }
    static std::unique_ptr<player::PlayerBackend> make(std::shared_ptr<vlc::RenderedAudio> rendered) {
        vlc::VlcOptions options;
        options.output = vlc::VlcOutput::ClockedNull;
        options.rendered = std::move(rendered);
        return vlc::makeVlcBackend(options, clock(), log());
    }

    SystemRandom random_;
    InlineExecutor inline_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Events events_;
    Subscription hearing_;
};

} // namespace durus::test
