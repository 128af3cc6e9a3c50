// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "feeds/Lectures.h"
#include "http/Request.h"
#include "http/Response.h"

#include <optional>
#include <string>
#include <string_view>

namespace durus::mediaserver::feeds {

/// What the path of a playlist or feed names: the part *list of the route, "series/a-slug.m3u8" or
/// "recent.m3u8".
struct Address {
    Kind kind = Kind::Recent;
    model::Slug slug;
    std::string extension;
};

/// Nothing if the path names no kind of list. Thread: pure.
std::optional<Address> addressOf(const http::Request& request);

/// 404 for people and players.
http::Response notHere();

/// The path of a list below `root` ("/feeds", "/playlists"), percent-encoded:
/// "/feeds/series/a-slug.xml", "/feeds/recent.xml".
std::string pathOf(std::string_view root, Kind kind, const model::Slug& slug, std::string_view extension);

} // namespace durus::mediaserver::feeds
