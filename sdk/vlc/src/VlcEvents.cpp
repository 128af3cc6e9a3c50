// SPDX-License-Identifier: Apache-2.0
#include "VlcEvents.h"

#include <array>
#include <utility>

namespace durus::vlc {

namespace {

constexpr std::array kHeard{
    libvlc_MediaPlayerOpening,     libvlc_MediaPlayerBuffering,     libvlc_MediaPlayerPlaying,
    libvlc_MediaPlayerPaused,      libvlc_MediaPlayerStopped,       libvlc_MediaPlayerEndReached,
    libvlc_MediaPlayerTimeChanged, libvlc_MediaPlayerLengthChanged, libvlc_MediaPlayerEncounteredError,
};

/// A refusal by the server (HTTP 4xx) will be repeated; anything else may have been the network, if there
/// was one.
bool mayPassAway(const std::string& cause, bool remote) {
    return remote && cause.find("HTTP 4") == std::string::npos;
}

} // namespace

VlcEvents::VlcEvents(libvlc_media_player_t* player, const VlcInstance& instance, const Clock& clock)
    : manager_(libvlc_media_player_event_manager(player)), instance_(instance), clock_(clock) {
    for (const auto type : kHeard)
        libvlc_event_attach(manager_, type, &VlcEvents::onEvent, this);
}

VlcEvents::~VlcEvents() {
    for (const auto type : kHeard)
        libvlc_event_detach(manager_, type, &VlcEvents::onEvent, this);
}

void VlcEvents::begin(std::uint64_t generation, bool remote) {
    generation_ = generation;
    remote_ = remote;
    owner_ = std::this_thread::get_id();
    buffering_ = false;
    failed_ = false;
}

void VlcEvents::report(player::BackendSignal::Body body) const {
    if (listener_ != nullptr) listener_->onSignal({generation_, clock_.monotonic(), std::move(body)});
}

void VlcEvents::reportFailure() const {
    const std::string cause = instance_.fault();
    const bool known = !cause.empty();
    report(player::FailedSignal{known ? "libVLC cannot play it: " + cause : "libVLC cannot play it",
                                mayPassAway(cause, remote_)});
}

void VlcEvents::onEvent(const libvlc_event_t* event, void* self) {
    static_cast<VlcEvents*>(self)->take(*event);
}

void VlcEvents::take(const libvlc_event_t& event) {
    switch (event.type) {
    case libvlc_MediaPlayerOpening:
        return report(player::OpeningSignal{});
    case libvlc_MediaPlayerPlaying:
        return report(player::PlayingSignal{});
    case libvlc_MediaPlayerPaused:
        return report(player::PausedSignal{});
    case libvlc_MediaPlayerStopped:
        return report(player::StoppedSignal{});
    case libvlc_MediaPlayerEndReached:
        if (!failed_) report(player::EndReachedSignal{});
        return;
    case libvlc_MediaPlayerEncounteredError:
        failed_ = true;
        return reportFailure();
    case libvlc_MediaPlayerTimeChanged:
        return takeTick(Milliseconds{event.u.media_player_time_changed.new_time});
    case libvlc_MediaPlayerLengthChanged:
        return report(player::DurationSignal{Milliseconds{event.u.media_player_length_changed.new_length}});
    case libvlc_MediaPlayerBuffering:
        return takeBuffering(static_cast<int>(event.u.media_player_buffering.new_cache));
    default:
        return;
    }
}

void VlcEvents::takeTick(Milliseconds position) const {
    // Setting the time echoes the target on the thread that set it, long before anything has moved.
    if (std::this_thread::get_id() != owner_.load()) report(player::PositionSignal{position});
}

void VlcEvents::takeBuffering(int percent) {
    const bool filling = percent < 100;
    if (buffering_.exchange(filling) != filling) report(player::BufferingSignal{percent});
}

} // namespace durus::vlc
