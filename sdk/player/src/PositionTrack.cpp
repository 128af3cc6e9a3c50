// SPDX-License-Identifier: Apache-2.0
#include <durus/player/PositionTrack.h>

#include <algorithm>

namespace durus::player {

namespace {

Milliseconds scaled(Milliseconds span, double factor) {
    return Milliseconds{static_cast<Milliseconds::rep>(static_cast<double>(span.count()) * factor)};
}

Milliseconds distance(Milliseconds a, Milliseconds b) {
    return a < b ? b - a : a - b;
}

} // namespace

Milliseconds PositionTrack::at(MonotonicTime now) const {
    return anchor_ + extrapolated(now);
}

Milliseconds PositionTrack::extrapolated(MonotonicTime now) const {
    if (!running_ || !ticked_) return Milliseconds{0};
    const MonotonicTime until = std::min(now, vouched_ + kMaxExtrapolation);
    return carried_ + scaled(std::max(until - carriedTo_, Milliseconds{0}), rate_);
}

Milliseconds PositionTrack::ranSinceAnchor(MonotonicTime now) const {
    return ranBefore_ + (running_ ? std::max(now - ranFrom_, Milliseconds{0}) : Milliseconds{0});
}

double PositionTrack::fastestRate(MonotonicTime now) const {
    const bool settling = rateChanged_ && now - *rateChanged_ < 2 * kSettling;
    return settling ? std::max(rate_, rateBefore_) : rate_;
}

void PositionTrack::run(MonotonicTime now) {
    if (running_) return;
    running_ = true;
    ticked_ = false;
    ranFrom_ = now;
    carried_ = Milliseconds{0};
    carriedTo_ = now;
}

PositionTrack::Span PositionTrack::halt(MonotonicTime now) {
    const Span played{anchor_, at(now)};
    if (running_) {
        const auto ran = ranSinceAnchor(now);
        ranBefore_ = ticked_ ? std::max(ran - kMaxExtrapolation, Milliseconds{0}) : ran;
    }
    if (ticked_) uncertainty_ = std::min(played.end - played.begin, scaled(kMaxExtrapolation, rate_));
    anchor_ = played.end;
    running_ = false;
    ticked_ = false;
    return played;
}

void PositionTrack::stall(MonotonicTime now) {
    ranBefore_ = ranSinceAnchor(now);
    running_ = false;
    ticked_ = false;
}

PositionTrack::Span PositionTrack::jump(Milliseconds target, MonotonicTime now) {
    const Span played{anchor_, at(now)};
    const bool wasRunning = running_;
    leftByJump_ = Point{played.end, now};
    settle(target, now);
    running_ = wasRunning;
    ticked_ = false;
    lastTick_.reset();
    return played;
}

void PositionTrack::setRate(double rate, MonotonicTime now) {
    if (running_ && ticked_) {
        carried_ = extrapolated(now);
        carriedTo_ = now;
    }
    rateBefore_ = fastestRate(now);
    rateChanged_ = now;
    rate_ = rate;
}

PositionTrack::Step PositionTrack::tick(Milliseconds position, MonotonicTime at) {
    if (isRemnant(position, at)) return {};
    if (isRepeated(position)) return carryOn(at);
    const Milliseconds from = anchor_;
    if (fits(from, ranSinceAnchor(at), position, at)) {
        settle(position, at);
        leftByJump_.reset();
        return {Verdict::Continuous, {std::min(from, position), position}};
    }
    if (leftByJump_ && distance(from, position) <= scaled(kSeekAccuracy, std::max(rate_, 1.0))) {
        settle(position, at);
        leftByJump_.reset();
        return {Verdict::Continuous, {position, position}};
    }
    if (!outOfLine_ || !goesOn(*outOfLine_, position, at)) {
        outOfLine_ = Point{position, at};
        return {};
    }
    const Milliseconds left = this->at(outOfLine_->at);
    settle(position, at);
    leftByJump_.reset();
    return {Verdict::Jumped, {left, position}};
}

bool PositionTrack::isRepeated(Milliseconds position) const {
    return running_ && lastTick_ == position;
}

PositionTrack::Step PositionTrack::carryOn(MonotonicTime at) {
    vouched_ = std::min(at, ranFrom_ + kMaxReadAhead);
    ticked_ = true;
    outOfLine_.reset();
    return {Verdict::Continuous, {anchor_, this->at(at)}};
}

bool PositionTrack::fits(Milliseconds from, Milliseconds elapsed, Milliseconds position,
                         MonotonicTime at) const {
    const double rate = fastestRate(at);
    const auto slack = scaled(std::max(kSlack, scaled(elapsed, kSlackShare)), std::max(rate, 1.0));
    const auto moved = position - from;
    return moved >= -(slack + uncertainty_) && moved <= scaled(elapsed, rate) + slack;
}

bool PositionTrack::goesOn(const Point& from, Milliseconds position, MonotonicTime at) const {
    const auto elapsed = at - from.at;
    return fits(from.position, elapsed, position, at) &&
           position - from.position >= scaled(elapsed, rate_) / 2;
}

bool PositionTrack::isRemnant(Milliseconds position, MonotonicTime at) const {
    if (!leftByJump_ || at - leftByJump_->at >= kSettling) return false;
    const auto went = running_ ? scaled(at - leftByJump_->at, rate_) : Milliseconds{0};
    return distance(position, leftByJump_->position + went) < distance(position, anchor_ + went);
}

void PositionTrack::settle(Milliseconds position, MonotonicTime at) {
    anchor_ = position;
    uncertainty_ = Milliseconds{0};
    ranBefore_ = Milliseconds{0};
    carried_ = Milliseconds{0};
    ranFrom_ = at;
    carriedTo_ = at;
    vouched_ = at;
    lastTick_ = position;
    ticked_ = true;
    outOfLine_.reset();
}

} // namespace durus::player
