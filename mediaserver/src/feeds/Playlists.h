// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"
#include "web/Site.h"

#include <durus/store/Library.h>

namespace durus::mediaserver::feeds {

/// GET /playlists/… Thread: any; blocks on the database. Errors: those of the library.
class Playlists {
public:
    /// Tracks of a list at most: what a player still loads at once.
    static constexpr std::size_t kMostTracks = 1000;

    /// `library` must outlive this object.
    Playlists(store::Library& library, web::Site::Options options)
        : library_(library), options_(std::move(options)) {}

    /// /playlists/*list: recent.m3u8|.xspf, and KIND/SLUG.m3u8|.xspf with kind series, collection, scholar or
    /// topic. 404 for what is not known.
    http::Response respond(const http::Request& request) const;

private:
    store::Library& library_;
    const web::Site::Options options_;
};

} // namespace durus::mediaserver::feeds
