// SPDX-License-Identifier: Apache-2.0
#include <durus/player/PlaybackSession.h>

#include <algorithm>
#include <utility>

namespace durus::player {

namespace {

using model::DurationConfidence;
using model::EndReason;
using model::PlaybackState;

PlaybackState stateAfter(EndReason reason) {
    switch (reason) {
    case EndReason::PlayedToEnd:
    case EndReason::Truncated:
        return PlaybackState::Ended;
    case EndReason::Failed:
        return PlaybackState::Failed;
    default:
        return PlaybackState::Stopped;
    }
}

bool isRunning(PlaybackState state) {
    return state == PlaybackState::Playing || state == PlaybackState::Buffering;
}

template<typename... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template<typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace

PlaybackSession::PlaybackSession(model::SessionId id, model::MediaItem item, Milliseconds startAt,
                                 double rate, const PlayerOptions& options, MonotonicTime now)
    : id_(std::move(id)), item_(std::move(item)), completion_(options.completion),
      track_(std::max(startAt, Milliseconds{0}), rate), duration_(item_.duration),
      throttle_(options.progressInterval), watchdog_(options.stallAfter) {
    emit(now, model::StateChanged{state_, position(now)});
    if (duration_.isTrusted()) tellDuration(now);
}

void PlaybackSession::apply(const BackendSignal& signal) {
    if (isOver()) return;
    const MonotonicTime at = signal.at;
    std::visit(Overloaded{
                   [&](const OpeningSignal&) { onOpening(at); },
                   [&](const PlayingSignal&) { onPlaying(at); },
                   [&](const PausedSignal&) { onPaused(at); },
                   [&](const StoppedSignal&) {
                       onFailed({"playback stopped by itself", true}, at);
                   },
                   [&](const EndReachedSignal&) { onEndReached(at); },
                   [&](const FailedSignal& failed) { onFailed(failed, at); },
                   [&](const PositionSignal& tick) { onTick(tick.position, at); },
                   [&](const DurationSignal& reading) {
                       if (duration_.read(reading.duration)) tellDuration(at);
                   },
                   [&](const BufferingSignal& buffering) { onBuffering(buffering.percent, at); },
               },
               signal.body);
}

Milliseconds PlaybackSession::seek(Milliseconds target, MonotonicTime now) {
    target = held(std::max(target, Milliseconds{0}));
    if (isOver()) return target;
    const Milliseconds from = position(now);
    credit(track_.jump(target, now));
    touched_ = true;
    if (isRunning(state_)) watchdog_.arm(now);
    emit(now, model::PositionDiscontinuity{from, target, model::DiscontinuityReason::Seek});
    throttle_.ask(now + kSeekDebounce);
    return target;
}

void PlaybackSession::setRate(double rate, MonotonicTime now) {
    if (isOver() || rate == track_.rate()) return;
    track_.setRate(rate, now);
    emit(now, model::RateChanged{rate});
}

void PlaybackSession::end(EndReason reason, MonotonicTime now) {
    if (isOver()) return;
    credit(track_.halt(now));
    finish(reason, now);
}

void PlaybackSession::advance(MonotonicTime now) {
    if (isOver()) return;
    if (watchdog_.isOverdue(now)) beginStall(now);
    if (bufferingSince_ && state_ == PlaybackState::Playing && now - *bufferingSince_ >= kBufferingShows)
        enter(PlaybackState::Buffering, now);
    if (throttle_.isDue(now)) reportProgress(now);
}

std::optional<MonotonicTime> PlaybackSession::deadline() const {
    if (isOver()) return std::nullopt;
    std::optional<MonotonicTime> earliest = throttle_.deadline();
    const auto consider = [&](std::optional<MonotonicTime> due) {
        if (due && (!earliest || *due < *earliest)) earliest = due;
    };
    consider(watchdog_.deadline());
    if (bufferingSince_ && state_ == PlaybackState::Playing) consider(*bufferingSince_ + kBufferingShows);
    return earliest;
}

Milliseconds PlaybackSession::position(MonotonicTime now) const {
    return held(track_.at(now));
}

PlayerSnapshot PlaybackSession::snapshot(MonotonicTime now) const {
    return {.state = state_,
            .session = id_,
            .item = item_,
            .position = position(now),
            .duration = duration_.duration(),
            .durationConfidence = duration_.confidence(),
            .rate = track_.rate(),
            .coverage = coverage()};
}

std::vector<model::PlaybackEvent> PlaybackSession::takeEvents() {
    return std::exchange(events_, {});
}

void PlaybackSession::onOpening(MonotonicTime at) {
    enter(PlaybackState::Opening, at);
}

void PlaybackSession::onPlaying(MonotonicTime at) {
    if (isRunning(state_)) return;
    track_.run(at);
    watchdog_.arm(at);
    throttle_.run(at);
    enter(PlaybackState::Playing, at);
}

void PlaybackSession::onPaused(MonotonicTime at) {
    credit(track_.halt(at));
    watchdog_.disarm();
    throttle_.halt();
    bufferingSince_.reset();
    if (state_ == PlaybackState::Paused) return;
    reportProgress(at);
    enter(PlaybackState::Paused, at);
}

void PlaybackSession::onTick(Milliseconds position, MonotonicTime at) {
    if (state_ == PlaybackState::Stalled) {
        track_.run(at);
        throttle_.run(at);
        watchdog_.arm(at);
    }
    const PositionTrack::Step step = track_.tick(position, at);
    ticked_ = true;
    bufferingSince_.reset();
    watchdog_.tick(at);
    if (state_ == PlaybackState::Stalled || state_ == PlaybackState::Buffering)
        enter(PlaybackState::Playing, at);
    if (step.verdict == PositionTrack::Verdict::Held) return;
    if (step.verdict == PositionTrack::Verdict::Jumped) {
        touched_ = true;
        emit(at, model::PositionDiscontinuity{held(step.played.begin), held(step.played.end),
                                              model::DiscontinuityReason::Foreign});
        throttle_.ask(at + kSeekDebounce);
    } else {
        credit(step.played);
    }
    if (duration_.tick(position)) tellDuration(at);
    checkCompletion(at, false);
}

void PlaybackSession::onBuffering(int percent, MonotonicTime at) {
    if (percent < 100) {
        if (isRunning(state_) && !bufferingSince_) bufferingSince_ = at;
        return;
    }
    bufferingSince_.reset();
    if (state_ == PlaybackState::Buffering) enter(PlaybackState::Playing, at);
}

void PlaybackSession::onEndReached(MonotonicTime at) {
    const Milliseconds length = duration_.duration();
    if (!ticked_ && length <= Milliseconds{0})
        return onFailed({"there is nothing in it that can be played", false}, at);
    const bool confirmed = track_.isConfirmed();
    credit(track_.halt(at));
    const Milliseconds last = position(at);
    const EndReason reason = model::classifyEnd(last, length);
    if (reason == EndReason::PlayedToEnd) {
        if (duration_.confirm()) tellDuration(at);
        if (confirmed && duration_.isTrusted()) credit({last, length});
        if (duration_.isTrusted()) track_.jump(length, at);
    }
    finish(reason, at);
}

void PlaybackSession::onFailed(const FailedSignal& failed, MonotonicTime at) {
    credit(track_.halt(at));
    reportProgress(at);
    emit(at, model::PlaybackFailed{failed.fault, failed.retryable});
    close(EndReason::Failed, at);
}

void PlaybackSession::beginStall(MonotonicTime now) {
    track_.stall(now);
    watchdog_.disarm();
    throttle_.halt();
    bufferingSince_.reset();
    reportProgress(now);
    enter(PlaybackState::Stalled, now);
}

void PlaybackSession::finish(EndReason reason, MonotonicTime at) {
    reportProgress(at);
    checkCompletion(at, reason == EndReason::PlayedToEnd);
    close(reason, at);
}

void PlaybackSession::close(EndReason reason, MonotonicTime at) {
    ended_ = reason;
    watchdog_.disarm();
    throttle_.halt();
    bufferingSince_.reset();
    emit(at, model::PlaybackEnded{reason, position(at), trustedDuration(), coverage()});
    enter(stateAfter(reason), at);
}

void PlaybackSession::credit(PositionTrack::Span played) {
    if (played.begin >= played.end) return;
    touched_ = true;
    played_.add(played.begin, played.end);
}

void PlaybackSession::checkCompletion(MonotonicTime at, bool naturalEnd) {
    if (completed_ || !isCompleted(completion_, played_, position(at), trustedDuration(), naturalEnd)) return;
    completed_ = true;
    emit(at, model::CompletionReached{position(at), trustedDuration(), coverage()});
}

void PlaybackSession::reportProgress(MonotonicTime at) {
    throttle_.reported(at);
    if (touched_) emit(at, model::ProgressReported{position(at), trustedDuration(), coverage()});
}

void PlaybackSession::enter(PlaybackState state, MonotonicTime at) {
    if (state_ == state) return;
    state_ = state;
    emit(at, model::StateChanged{state, position(at)});
}

void PlaybackSession::emit(MonotonicTime at, model::PlaybackEvent::Body body) {
    events_.push_back({.sequence = 0,
                       .session = id_,
                       .account = item_.account,
                       .listing = item_.listing,
                       .monotonic = at,
                       .wall = {},
                       .body = std::move(body)});
}

void PlaybackSession::tellDuration(MonotonicTime at) {
    emit(at, model::DurationChanged{duration_.duration(), duration_.confidence()});
}

Milliseconds PlaybackSession::trustedDuration() const noexcept {
    return duration_.isTrusted() ? duration_.duration() : Milliseconds{0};
}

Milliseconds PlaybackSession::held(Milliseconds position) const noexcept {
    return duration_.isTrusted() ? std::min(position, duration_.duration()) : position;
}

} // namespace durus::player
