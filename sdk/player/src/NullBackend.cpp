// SPDX-License-Identifier: Apache-2.0
#include <durus/player/NullBackend.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace durus::player {

void NullBackend::addMedia(std::string uri, Media media) {
    library_.insert_or_assign(std::move(uri), media);
}

void NullBackend::setListener(BackendListener& listener) {
    listener_ = &listener;
}

void NullBackend::open(const std::string& uri, Milliseconds startAt, std::uint64_t generation) {
    const auto found = library_.find(uri);
    media_ = found != library_.end() ? found->second : Media{.fails = true};
    generation_ = generation;
    begun_ = false;
    playing_ = false;
    moveTo(startAt, clock_.monotonic());
}

void NullBackend::play() {
    const MonotonicTime now = clock_.monotonic();
    if (!media_ || playing_) return;
    if (!begun_) {
        begin(now);
        if (media_->fails) return;
    }
    moveTo(anchorPosition_, now);
    playing_ = true;
    report(PlayingSignal{}, now);
}

void NullBackend::pause() {
    const MonotonicTime now = clock_.monotonic();
    if (listener_ != nullptr) poll(*listener_);
    if (!playing_) return;
    moveTo(positionAt(now), now);
    playing_ = false;
    report(PausedSignal{}, now);
}

void NullBackend::seek(Milliseconds position) {
    const MonotonicTime now = clock_.monotonic();
    if (listener_ != nullptr) poll(*listener_);
    if (media_) moveTo(std::clamp(position, Milliseconds{0}, media_->duration), now);
}

void NullBackend::setRate(double rate) {
    const MonotonicTime now = clock_.monotonic();
    if (listener_ != nullptr) poll(*listener_);
    if (playing_) {
        anchorPosition_ = positionAt(now);
        anchorTime_ = now;
    }
    rate_ = rate;
}

void NullBackend::setVolume(int) {}

void NullBackend::stop() {
    const MonotonicTime now = clock_.monotonic();
    if (listener_ != nullptr) poll(*listener_);
    const bool wasBegun = std::exchange(begun_, false);
    playing_ = false;
    moveTo(Milliseconds{0}, now);
    if (wasBegun) report(StoppedSignal{}, now);
}

void NullBackend::begin(MonotonicTime now) {
    report(OpeningSignal{}, now);
    if (media_->fails) {
        report(FailedSignal{"there is no such imaginary media", false}, now);
        return;
    }
    begun_ = true;
    report(DurationSignal{media_->duration}, now);
}

void NullBackend::poll(BackendListener& listener) {
    if (!playing_) return;
    const MonotonicTime now = clock_.monotonic();
    const Milliseconds end = std::min(media_->duration, media_->cutAt.value_or(media_->duration));
    const Milliseconds silence = media_->stallAt.value_or(Milliseconds::max());
    const MonotonicTime endsAt = timeOf(end);
    while (lastTick_ + kTick <= now && lastTick_ + kTick < endsAt) {
        lastTick_ = lastTick_ + kTick;
        if (positionAt(lastTick_) > silence) return;
        listener.onSignal({generation_, lastTick_, DurationSignal{media_->duration}});
        listener.onSignal({generation_, lastTick_, PositionSignal{positionAt(lastTick_)}});
    }
    if (endsAt > now || end > silence) return;
    playing_ = false;
    begun_ = false;
    moveTo(Milliseconds{0}, endsAt);
    listener.onSignal({generation_, endsAt, EndReachedSignal{}});
}

void NullBackend::moveTo(Milliseconds position, MonotonicTime now) {
    anchorPosition_ = position;
    anchorTime_ = now;
    lastTick_ = now;
}

Milliseconds NullBackend::positionAt(MonotonicTime now) const {
    const double ran = static_cast<double>((now - anchorTime_).count()) * rate_;
    return anchorPosition_ + Milliseconds{std::llround(ran)};
}

MonotonicTime NullBackend::timeOf(Milliseconds position) const {
    const double left = static_cast<double>((position - anchorPosition_).count()) / rate_;
    return anchorTime_ + Milliseconds{std::max(std::llround(left), 0LL)};
}

void NullBackend::report(BackendSignal::Body body, MonotonicTime at) {
    if (listener_ != nullptr) listener_->onSignal({generation_, at, std::move(body)});
}

} // namespace durus::player
