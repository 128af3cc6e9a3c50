// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vlc/vlc.h>

#include <memory>

namespace durus::vlc {

struct Release {
    void operator()(libvlc_instance_t* instance) const noexcept { libvlc_release(instance); }
    void operator()(libvlc_media_t* media) const noexcept { libvlc_media_release(media); }
    /// Releasing a player while it plays would skip its Stopped event: stop it before.
    void operator()(libvlc_media_player_t* player) const noexcept { libvlc_media_player_release(player); }
};

using InstanceHandle = std::unique_ptr<libvlc_instance_t, Release>;
using MediaHandle = std::unique_ptr<libvlc_media_t, Release>;
using MediaPlayerHandle = std::unique_ptr<libvlc_media_player_t, Release>;

} // namespace durus::vlc
