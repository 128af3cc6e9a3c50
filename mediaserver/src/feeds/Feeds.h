// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"
#include "web/Site.h"

#include <durus/store/Library.h>

#include <string_view>

namespace durus::mediaserver::feeds {

/// GET /feeds/… Thread: any; blocks on the database. Errors: those of the library.
class Feeds {
public:
    /// Episodes on a page of a feed.
    static constexpr std::size_t kPageItems = 100;

    /// `library` must outlive this object.
    Feeds(store::Library& library, web::Site::Options options)
        : library_(library), options_(std::move(options)) {}

    /// /feeds/*list: recent.xml, and KIND/SLUG.xml with kind series, scholar or topic; ?page=.
    /// 404 for what is not known and for a page after the last, 400 for a page that is no number.
    http::Response feed(const http::Request& request) const;
    /// /feeds/all.opml: every feed that has something to play.
    http::Response opml(const http::Request& request) const;

private:
    std::string_view siteName(web::Language language) const noexcept;

    store::Library& library_;
    const web::Site::Options options_;
};

} // namespace durus::mediaserver::feeds
