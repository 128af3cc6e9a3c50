// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/store/Library.h>

#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::feeds {

/// Lectures with what is said of them all; every one of them is stored. Views: the caller keeps them alive.
struct Playlist {
    std::string_view title;
    std::string_view creator;
    /// Begins the addresses: "http://box.local:8080".
    std::string_view origin;
    const std::vector<store::LibraryItem>& items;
};

/// The list as extended M3U in UTF-8: #EXTINF with whole seconds (-1 if unknown) and title, one line each
/// whatever the titles hold. Thread: pure.
std::string toM3u(const Playlist& playlist);

/// The list as XSPF version 1: location, title, creator, album, trackNum, duration in milliseconds. Thread:
/// pure.
std::string toXspf(const Playlist& playlist);

} // namespace durus::mediaserver::feeds
