// SPDX-License-Identifier: Apache-2.0
#include "Engine.h"

#include <durus/player/Player.h>

#include <utility>

namespace durus::player {

Player::Player(std::unique_ptr<PlayerBackend> backend, Environment environment, PlayerOptions options)
    : engine_(std::make_unique<Engine>(std::move(backend), environment, options)) {}

Player::~Player() = default;

void Player::open(model::MediaItem item, Milliseconds startAt) {
    engine_->enqueue(
        [item = std::move(item), startAt](PlayerCore& core) mutable { core.open(std::move(item), startAt); });
}

void Player::play() {
    engine_->enqueue([](PlayerCore& core) { core.play(); });
}

void Player::pause() {
    engine_->enqueue([](PlayerCore& core) { core.pause(); });
}

void Player::seek(Milliseconds position) {
    engine_->enqueue([position](PlayerCore& core) { core.seek(position); });
}

void Player::setRate(double rate) {
    engine_->enqueue([rate](PlayerCore& core) { core.setRate(rate); });
}

void Player::setVolume(int percent) {
    engine_->enqueue([percent](PlayerCore& core) { core.setVolume(percent); });
}

void Player::stop() {
    engine_->enqueue([](PlayerCore& core) { core.stop(); });
}

PlayerSnapshot Player::snapshot() const {
    return engine_->snapshot();
}

Subscription Player::subscribe(Executor& executor, Handler handler) {
    return engine_->subscribers().add(executor, std::move(handler));
}

void Player::drain() {
    engine_->drain();
}

} // namespace durus::player
