// SPDX-License-Identifier: Apache-2.0
#include "ClockedSink.h"
#include "VlcEvents.h"
#include "VlcHandles.h"
#include "VlcInstance.h"

#include <durus/core/Error.h>
#include <durus/vlc/VlcBackend.h>

#include <csignal>
#include <optional>
#include <string>

namespace durus::vlc {

namespace {

std::string seconds(Milliseconds span) {
    const auto whole = span.count() / 1'000;
    const auto thousandths = std::to_string(1'000 + span.count() % 1'000);
    return std::to_string(whole) + "." + thousandths.substr(1);
}

void warnOfProcess(Log& log) {
    struct sigaction action {};
    if (::sigaction(SIGCHLD, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
        log.warning("vlc", "this process ignores SIGCHLD, which libVLC does not stand: use SIG_DFL");
}

class VlcBackend final : public player::PlayerBackend {
public:
    VlcBackend(const VlcOptions& options, const Clock& clock, Log& log)
        : options_(options), instance_(VlcInstance::shared()) {
        // A player probes for sound at once, which is of no concern to one that makes none.
        if (options_.output == VlcOutput::Default) logging_ = instance_->logTo(log);
        player_.reset(libvlc_media_player_new(instance_->get()));
        if (!player_) throw Error(ErrorCode::Unavailable, "libVLC makes no player", "is memory left?");
        if (options_.output == VlcOutput::ClockedNull) {
            sink_.emplace(options_.rendered).attachTo(player_.get());
            logging_ = instance_->logTo(log);
        }
        events_.emplace(player_.get(), *instance_, clock);
    }

    ~VlcBackend() override {
        stop();
        events_.reset();
        player_.reset();
    }

    void setListener(player::BackendListener& listener) override { events_->setListener(listener); }

    void open(const std::string& uri, Milliseconds startAt, std::uint64_t generation) override {
        stop();
        uri_ = uri;
        startAt_ = startAt;
        generation_ = generation;
    }

    void play() override {
        if (uri_.empty()) return;
        if (begun_ && isOver()) stop();
        if (begun_) {
            libvlc_media_player_set_pause(player_.get(), 0);
        } else {
            begin();
        }
    }

    void pause() override { libvlc_media_player_set_pause(player_.get(), 1); }

    void seek(Milliseconds position) override {
        if (begun_) {
            libvlc_media_player_set_time(player_.get(), position.count());
        } else {
            startAt_ = position;
        }
    }

    void setRate(double rate) override {
        libvlc_media_player_set_rate(player_.get(), static_cast<float>(rate));
    }

    void setVolume(int percent) override { libvlc_audio_set_volume(player_.get(), percent); }

    void stop() override {
        if (!begun_) return;
        if (sink_) sink_->cancel();
        libvlc_media_player_stop(player_.get());
        begun_ = false;
        startAt_ = Milliseconds{0};
    }

private:
    /// After the end libVLC takes a play for done, and does nothing.
    bool isOver() const {
        const libvlc_state_t state = libvlc_media_player_get_state(player_.get());
        return state == libvlc_Ended || state == libvlc_Error || state == libvlc_Stopped;
    }

    void begin() {
        events_->begin(generation_, uri_.starts_with("http"));
        instance_->forgetFault();
        if (sink_) sink_->ready();
        const MediaHandle media = makeMedia();
        if (!media) return events_->report(player::FailedSignal{"this is no URI to play: " + uri_, false});
        libvlc_media_player_set_media(player_.get(), media.get());
        begun_ = libvlc_media_player_play(player_.get()) == 0;
        if (!begun_) events_->reportFailure();
    }

    MediaHandle makeMedia() const {
        libvlc_instance_t* instance = instance_->get();
        MediaHandle media{uri_.front() == '/' ? libvlc_media_new_path(instance, uri_.c_str())
                                              : libvlc_media_new_location(instance, uri_.c_str())};
        if (!media) return media;
        const std::string caching = ":network-caching=" + std::to_string(options_.networkCaching.count());
        const std::string start = ":start-time=" + seconds(startAt_);
        for (const char* option : {":no-video", ":no-spu", ":no-sub-autodetect-file", caching.c_str()})
            libvlc_media_add_option(media.get(), option);
        if (startAt_ > Milliseconds{0}) libvlc_media_add_option(media.get(), start.c_str());
        return media;
    }

    const VlcOptions options_;
    std::shared_ptr<VlcInstance> instance_;
    Subscription logging_;
    std::optional<ClockedSink> sink_;
    MediaPlayerHandle player_;
    std::optional<VlcEvents> events_;
    std::string uri_;
    Milliseconds startAt_{0};
    std::uint64_t generation_ = 0;
    bool begun_ = false; ///< libVLC was told to play, and not to stop since
};

} // namespace

std::unique_ptr<player::PlayerBackend> makeVlcBackend(const VlcOptions& options, const Clock& clock,
                                                      Log& log) {
    warnOfProcess(log);
    return std::make_unique<VlcBackend>(options, clock, log);
}

} // namespace durus::vlc
