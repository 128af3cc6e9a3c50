// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/player/PlayerBackend.h>

#include <map>
#include <optional>

namespace durus::player {

/// Plays nothing, exactly: media of known length run on a clock. The first test double, and the template of
/// a backend. With a manual clock a test of a Player reads: advance the clock, Player::drain(), look.
class NullBackend final : public PlayerBackend {
public:
    /// How a piece of imaginary media behaves.
    struct Media {
        Milliseconds duration{0};
        std::optional<Milliseconds> cutAt{};   ///< ends here without an error, like a cut transfer
        std::optional<Milliseconds> stallAt{}; ///< ticks cease here for ever
        bool fails = false;
    };

    static constexpr Milliseconds kTick{250};

    explicit NullBackend(const Clock& clock) : clock_(clock) {}

    /// Makes `uri` playable. What was not added fails to open. Call it before a Player owns the backend.
    void addMedia(std::string uri, Media media);

    void setListener(BackendListener& listener) override;
    void open(const std::string& uri, Milliseconds startAt, std::uint64_t generation) override;
    void play() override;
    void pause() override;
    void seek(Milliseconds position) override;
    void setRate(double rate) override;
    void setVolume(int percent) override;
    /// Reports the ticks, the end or the cut up to the clock's now.
    void poll(BackendListener& listener) override;
    void stop() override;

private:
    void report(BackendSignal::Body body, MonotonicTime at);
    void begin(MonotonicTime now);
    void moveTo(Milliseconds position, MonotonicTime now);
    Milliseconds positionAt(MonotonicTime now) const;
    MonotonicTime timeOf(Milliseconds position) const;

    const Clock& clock_;
    BackendListener* listener_ = nullptr;
    std::map<std::string, Media> library_;
    std::optional<Media> media_;
    std::uint64_t generation_ = 0;
    bool begun_ = false;
    bool playing_ = false;
    double rate_ = 1.0;
    Milliseconds anchorPosition_{0};
    MonotonicTime anchorTime_;
    MonotonicTime lastTick_;
};

} // namespace durus::player
