// SPDX-License-Identifier: Apache-2.0
#include "ListeningHour.h"

#include "Bar.h"
#include "Line.h"
#include "Listener.h"

#include <durus/player/PlayerOptions.h>
#include <durus/player/ProgressThrottle.h>
#include <durus/sync/SyncSchedule.h>

#include <algorithm>
#include <optional>

namespace durus::bench {

namespace {

constexpr Milliseconds kHour{3'600'000};
constexpr std::size_t kBarSteps = 60;

} // namespace

HourCost listenForAnHour(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                         const Backend& backend, std::size_t listener, bool keepsConnection) {
    Line line(backend.port());
    Listener box(directory, plugins, backend.endpoint(listener, line.port()), kHour);
    const MonotonicTime begin = box.clock.monotonic();
    player::ProgressThrottle throttle(player::PlayerOptions{}.progressInterval);
    sync::SyncSchedule schedule(begin);
    throttle.run(begin);
    HourCost cost;
    Bar bar(keepsConnection ? "an hour, one connection" : "an hour, a connection each pass", kBarSteps);
    for (std::size_t minute = 0;;) {
        const MonotonicTime next =
            std::max(std::min(*throttle.deadline(), schedule.due()), box.clock.monotonic());
        if (next - begin > kHour) break;
        box.clock.advance(next - box.clock.monotonic());
        if (throttle.isDue(next)) {
            box.record(0, next - begin);
            throttle.reported(next);
            schedule.pending(next, false);
            ++cost.reports;
        }
        if (schedule.due() <= next) {
            schedule.passStarted();
            if (!keepsConnection) box.hangUp();
            cost.sent += box.pass().sent;
            schedule.passSucceeded(next);
            ++cost.passes;
        }
        for (; minute < static_cast<std::size_t>((next - begin) / (kHour / kBarSteps)); ++minute)
            bar.step();
    }
    cost.up = line.up();
    cost.down = line.down();
    return cost;
}

} // namespace durus::bench
