// SPDX-License-Identifier: Apache-2.0
#include "PlayCommand.h"

#include "Arguments.h"
#include "Describe.h"
#include "Session.h"
#include "Table.h"

#include <durus/client/Recorder.h>
#include <durus/client/Synchroniser.h>
#include <durus/model/Completion.h>
#include <durus/player/Player.h>

#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <iostream>
#include <mutex>

namespace durus::ctl {

namespace {

constexpr auto kShowEvery = std::chrono::milliseconds{250};

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int) {
    interrupted = 1;
}

/// Waits for the end of a session, told on a player event.
class EndWaiter {
public:
    void onEvent(const model::PlaybackEvent& event) {
        const std::lock_guard lock(mutex_);
        if (const auto* failed = std::get_if<model::PlaybackFailed>(&event.body)) fault_ = failed->fault;
        if (const auto* ended = std::get_if<model::PlaybackEnded>(&event.body)) {
            end_ = *ended;
            changed_.notify_all();
        }
    }

    std::optional<model::PlaybackEnded> waitFor(std::chrono::milliseconds limit) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, limit, [this] { return end_.has_value(); });
        return end_;
    }

    std::string fault() {
        const std::lock_guard lock(mutex_);
        return fault_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<model::PlaybackEnded> end_;
    std::string fault_;
};

void show(const Session& session, const player::PlayerSnapshot& now) {
    if (session.json()) {
        Poco::JSON::Object line;
        line.set("state", std::string(model::name(now.state)));
        line.set("positionMs", now.position.count());
        line.set("durationMs", now.duration.count());
        session.print(line);
    } else if (::isatty(STDOUT_FILENO) == 1) {
        std::cout << "\r\033[K" << clockText(now.position.count()) << " / " << clockText(now.duration.count())
                  << "  " << model::name(now.state) << std::flush;
    }
}

void showEnd(const Session& session, const model::PlaybackEnded& ended, const std::string& uri) {
    if (session.json()) {
        Poco::JSON::Object line;
        line.set("ended", std::string(model::name(ended.reason)));
        line.set("positionMs", ended.position.count());
        line.set("durationMs", ended.duration.count());
        line.set("coverage", ended.coverage);
        line.set("uri", uri);
        session.print(line);
    } else {
        std::cout << "\r\033[K" << model::name(ended.reason) << " at " << clockText(ended.position.count())
                  << " of " << clockText(ended.duration.count()) << '\n';
    }
}

client::PlayerOutput outputOf(const Arguments& arguments) {
    const auto name = arguments.value("--output").value_or("default");
    if (name == "null") return client::PlayerOutput::ClockedNull;
    if (name == "default") return client::PlayerOutput::Default;
    throw UsageError("--output is default or null, not '" + name + "'");
}

} // namespace

int play(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const auto output = outputOf(arguments);
    const auto limit = arguments.duration("--for");
    auto& device = session.device();
    const auto account = session.account(arguments.value("--account"));
    const auto item = session.item(arguments.positional().front(), account);
    const auto uri = device.playableUri(item);
    const auto resume = item.progress
                            ? model::resumePosition(item.progress->position, item.progress->completed)
                            : Milliseconds{0};
    const auto from = arguments.duration("--from").value_or(resume);

    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);

    EndWaiter waiter;
    InlineExecutor here;
    client::Synchroniser synchroniser(device);
    synchroniser.start();
    const auto player = device.makePlayer(output);
    const auto recording = device.recorder().follow(*player);
    const auto watching =
        player->subscribe(here, [&](const model::PlaybackEvent& event) { waiter.onEvent(event); });

    if (!session.json())
        std::cout << item.listing.title << " from "
                  << (from.count() > 0 ? clockText(from.count()) : "the beginning") << "  (" << uri << ")\n";
    player->open({item.listing.id, account, uri, item.listing.title, item.listing.duration}, from);
    player->play();

    const auto began = device.clock().monotonic();
    std::optional<model::PlaybackEnded> ended;
    while (!(ended = waiter.waitFor(kShowEvery))) {
        show(session, player->snapshot());
        if (interrupted != 0 || (limit && device.clock().monotonic() - began >= *limit)) player->stop();
    }
    player->drain();
    device.recorder().drain();
    showEnd(session, *ended, uri);
    if (ended->reason == model::EndReason::Failed)
        throw Error(ErrorCode::Unavailable, "cannot play " + item.listing.slug.str() + ": " + waiter.fault());
    if (ended->reason == model::EndReason::Truncated)
        throw Error(ErrorCode::Corrupt, item.listing.slug.str() + " ended before its end",
                    "play it again to go on from there");
    return 0;
}

} // namespace durus::ctl
