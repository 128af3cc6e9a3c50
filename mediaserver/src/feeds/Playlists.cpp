// SPDX-License-Identifier: Apache-2.0
#include "feeds/Playlists.h"

#include "api/Origin.h"
#include "feeds/Address.h"
#include "feeds/Lectures.h"
#include "feeds/PlaylistText.h"
#include "web/Texts.h"

namespace durus::mediaserver::feeds {

http::Response Playlists::respond(const http::Request& request) const {
    const auto address = addressOf(request);
    if (!address || (address->extension != "m3u8" && address->extension != "xspf")) return notHere();
    auto lectures = lecturesOf(library_, address->kind, address->slug);
    if (!lectures) return notHere();
    if (lectures->items.size() > kMostTracks) lectures->items.resize(kMostTracks);

    const web::Texts& words = web::texts(web::chooseLanguage(request, options_.fallback).language);
    const std::string origin = api::originOf(request);
    const Playlist playlist{.title = address->kind == Kind::Recent ? words.recent : lectures->title,
                            .creator = lectures->author,
                            .origin = origin,
                            .items = lectures->items};
    http::Response response =
        address->extension == "m3u8"
            ? http::Response::text(http::Status::Ok, "audio/x-mpegurl; charset=utf-8", toM3u(playlist))
            : http::Response::text(http::Status::Ok, "application/xspf+xml; charset=utf-8", toXspf(playlist));
    response.headers.add("Vary", "Accept-Language");
    return response;
}

} // namespace durus::mediaserver::feeds
