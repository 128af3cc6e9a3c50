// SPDX-License-Identifier: Apache-2.0
#include "PlayerCore.h"

#include <durus/core/Uuid.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace durus::player {

namespace {

constexpr double kSlowest = 0.25;
constexpr double kFastest = 4.0;

} // namespace

PlayerCore::PlayerCore(PlayerBackend& backend, Player::Environment environment, const PlayerOptions& options)
    : backend_(backend), environment_(environment), options_(options) {}

void PlayerCore::open(model::MediaItem item, Milliseconds startAt) {
    endLive(model::EndReason::Replaced);
    begin(std::move(item), startAt);
}

void PlayerCore::play() {
    if (!session_) return;
    if (!isLive()) begin(session_->item(), restartAt_);
    wantsPlaying_ = true;
    backend_.play();
}

void PlayerCore::pause() {
    wantsPlaying_ = false;
    if (isLive()) backend_.pause();
}

void PlayerCore::seek(Milliseconds position) {
    if (!session_) return;
    const Milliseconds target = session_->seek(position, now());
    if (isLive()) {
        backend_.seek(target);
    } else {
        restartAt_ = target;
    }
}

void PlayerCore::setRate(double rate) {
    if (std::isnan(rate)) return;
    rate_ = std::clamp(rate, kSlowest, kFastest);
    backend_.setRate(rate_);
    if (isLive()) session_->setRate(rate_, now());
}

void PlayerCore::setVolume(int percent) {
    volume_ = std::clamp(percent, 0, 100);
    backend_.setVolume(*volume_);
}

void PlayerCore::stop() {
    endLive(model::EndReason::StoppedByUser);
    wantsPlaying_ = false;
}

void PlayerCore::release() {
    endLive(model::EndReason::Released);
    backend_.stop();
}

void PlayerCore::handle(const BackendSignal& signal) {
    if (signal.generation != generation_ || !isLive()) return;
    BackendSignal timed = signal;
    timed.at = latest_ = std::max(latest_, signal.at);
    session_->advance(timed.at);
    session_->apply(timed);
    collect();
    followUp(timed);
}

void PlayerCore::advance(MonotonicTime now) {
    if (!isLive()) return;
    latest_ = std::max(latest_, now);
    session_->advance(latest_);
    collect();
}

std::optional<MonotonicTime> PlayerCore::deadline() const {
    return session_ ? session_->deadline() : std::nullopt;
}

std::vector<model::PlaybackEvent> PlayerCore::takeEvents() {
    if (session_) collect();
    return std::exchange(events_, {});
}

MonotonicTime PlayerCore::now() {
    latest_ = std::max(latest_, environment_.clock.monotonic());
    return latest_;
}

void PlayerCore::begin(model::MediaItem item, Milliseconds startAt) {
    if (session_) collect();
    const auto id = model::SessionId{makeUuidV7(environment_.clock.wall(), environment_.random)};
    session_.emplace(id, std::move(item), startAt, rate_, options_, now());
    restartAt_ = Milliseconds{0};
    wantsPlaying_ = false;
    backend_.open(session_->item().uri, session_->position(latest_), ++generation_);
    backend_.setRate(rate_);
}

void PlayerCore::endLive(model::EndReason reason) {
    if (!isLive()) return;
    session_->end(reason, now());
    restartAt_ = session_->position(latest_);
    collect();
    backend_.stop();
}

void PlayerCore::followUp(const BackendSignal& signal) {
    if (!isLive()) {
        const bool whole = session_->endReason() == model::EndReason::PlayedToEnd;
        restartAt_ = whole ? Milliseconds{0} : session_->position(latest_);
        backend_.stop();
        return;
    }
    if (std::holds_alternative<PlayingSignal>(signal.body)) {
        if (volume_) backend_.setVolume(*volume_);
        if (!wantsPlaying_) backend_.pause();
    } else if (std::holds_alternative<PausedSignal>(signal.body) && wantsPlaying_) {
        backend_.play();
    }
}

void PlayerCore::collect() {
    const WallTime wall = environment_.clock.wall();
    const MonotonicTime monotonic = environment_.clock.monotonic();
    for (model::PlaybackEvent& event : session_->takeEvents()) {
        event.wall = wall - (monotonic - event.monotonic);
        events_.push_back(std::move(event));
    }
}

} // namespace durus::player
