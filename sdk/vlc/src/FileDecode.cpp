// SPDX-License-Identifier: Apache-2.0
#include "FileDecode.h"

#include <durus/core/Error.h>

#include <chrono>
#include <string>

namespace durus::vlc {

namespace {

/// libVLC's stream output takes callbacks as numbers in the text that describes it.
template<typename Pointer>
std::string asNumber(Pointer pointer) {
    return std::to_string(reinterpret_cast<std::uintptr_t>(pointer));
}

} // namespace

Milliseconds FileDecode::run(const std::filesystem::path& file) {
    const MediaHandle media = makeMedia(file);
    const MediaPlayerHandle player{media ? libvlc_media_player_new_from_media(media.get()) : nullptr};
    if (!player) throw Error(ErrorCode::Unavailable, "libVLC makes no player", "is memory left?");

    libvlc_event_manager_t* events = libvlc_media_player_event_manager(player.get());
    for (const auto type : {libvlc_MediaPlayerEndReached, libvlc_MediaPlayerEncounteredError})
        libvlc_event_attach(events, type, &FileDecode::onEvent, this);
    const bool begun = libvlc_media_player_play(player.get()) == 0;
    const bool ended = begun && waitForEnd();
    for (const auto type : {libvlc_MediaPlayerEndReached, libvlc_MediaPlayerEncounteredError})
        libvlc_event_detach(events, type, &FileDecode::onEvent, this);
    libvlc_media_player_stop(player.get());

    if (!ended || failed_) {
        throw Error(ErrorCode::Corrupt,
                    failed_ ? "libVLC cannot decode it" : "decoding it came to a standstill",
                    "fetch the file again");
    }
    return std::chrono::duration_cast<Milliseconds>(std::chrono::microseconds{microseconds_});
}

MediaHandle FileDecode::makeMedia(const std::filesystem::path& file) {
    MediaHandle media{libvlc_media_new_path(instance_.get(), file.c_str())};
    if (!media) return media;
    const std::string output = ":sout=#transcode{acodec=s16l}:smem{no-time-sync,audio-prerender-callback=" +
                               asNumber(&FileDecode::onBuffer) +
                               ",audio-postrender-callback=" + asNumber(&FileDecode::onSamples) +
                               ",audio-data=" + asNumber(this) + "}";
    for (const char* option : {":no-video", ":no-sout-video", ":no-spu", ":no-sout-spu", ":sout-audio",
                               ":no-sub-autodetect-file", output.c_str()})
        libvlc_media_add_option(media.get(), option);
    return media;
}

bool FileDecode::waitForEnd() {
    std::unique_lock lock(mutex_);
    for (auto before = microseconds_.load();; before = microseconds_.load()) {
        if (changed_.wait_for(lock, kPatience, [this] { return over_; })) return true;
        if (microseconds_ == before) return false;
    }
}

void FileDecode::onEvent(const libvlc_event_t* event, void* self) {
    auto& decode = *static_cast<FileDecode*>(self);
    {
        const std::lock_guard lock(decode.mutex_);
        decode.over_ = true;
        decode.failed_ = decode.failed_ || event->type == libvlc_MediaPlayerEncounteredError;
    }
    decode.changed_.notify_all();
}

void FileDecode::onBuffer(void* self, std::uint8_t** buffer, std::size_t size) {
    auto& decode = *static_cast<FileDecode*>(self);
    if (decode.buffer_.size() < size) decode.buffer_.resize(size);
    *buffer = decode.buffer_.data();
}

void FileDecode::onSamples(void* self, std::uint8_t*, unsigned, unsigned rate, unsigned frames, unsigned,
                           std::size_t, std::int64_t) {
    auto& decode = *static_cast<FileDecode*>(self);
    if (rate > 0) decode.microseconds_ += std::int64_t{frames} * 1'000'000 / rate;
}

} // namespace durus::vlc
