// SPDX-License-Identifier: Apache-2.0
#include <durus/player/DurationFilter.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace durus::player {

namespace {

using model::DurationConfidence;

/// How far a position may be beyond a length before that is refuted.
constexpr Milliseconds kOverrun{2'000};

bool isClose(Milliseconds a, Milliseconds b) {
    return static_cast<double>(std::abs((a - b).count())) <=
           DurationFilter::kEqual * static_cast<double>(b.count());
}

} // namespace

DurationFilter::DurationFilter(std::optional<Milliseconds> catalogue) {
    if (catalogue && *catalogue > Milliseconds{0}) believe(*catalogue, DurationConfidence::Catalogue);
}

bool DurationFilter::read(Milliseconds reading) {
    readSinceTick_ = true;
    return repeat(reading);
}

bool DurationFilter::tick(Milliseconds position) {
    furthest_ = std::max(furthest_, position);
    const bool repeated = std::exchange(readSinceTick_, false);
    if (confidence_ == DurationConfidence::Container && furthest_ > believed_ + kOverrun) {
        equal_ = 0;
        return believe(Milliseconds{0}, DurationConfidence::Unknown);
    }
    return !repeated && repeat(reading_);
}

bool DurationFilter::confirm() {
    return confidence_ == DurationConfidence::Estimated && believe(reading_, DurationConfidence::Container);
}

bool DurationFilter::repeat(Milliseconds reading) {
    if (confidence_ == DurationConfidence::Catalogue) return false;
    if (reading <= Milliseconds{0} || furthest_ > reading + kOverrun) return false;
    equal_ = equal_ > 0 && isClose(reading, reading_) ? equal_ + 1 : 1;
    reading_ = reading;
    if (confidence_ == DurationConfidence::Container) {
        return !isClose(reading, believed_) && believe(reading, DurationConfidence::Estimated);
    }
    if (equal_ >= kEqualReadings) return believe(reading, DurationConfidence::Container);
    const bool first = confidence_ == DurationConfidence::Unknown;
    believe(reading, DurationConfidence::Estimated);
    return first;
}

bool DurationFilter::believe(Milliseconds duration, DurationConfidence confidence) {
    believed_ = duration;
    confidence_ = confidence;
    return true;
}

} // namespace durus::player
