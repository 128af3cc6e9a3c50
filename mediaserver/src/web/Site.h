// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"
#include "web/PageFrame.h"
#include "web/StaticFiles.h"

#include <durus/store/Library.h>

#include <string>

namespace durus::mediaserver::web {

/// A page as an answer.
http::Response htmlResponse(std::string page, http::Status status = http::Status::Ok);

/// The pages for everybody: reads the library and answers with HTML. Needs no script and no cookie.
/// Thread: any; blocks on the database. Errors: those of the library.
class Site {
public:
    struct Options {
        /// How this box is called; empty: the project's name.
        std::string name;
        /// For clients that ask for neither language.
        Language fallback = Language::English;
    };

    /// Both must outlive this object.
    Site(store::Library& library, const StaticFiles& files, Options options);

    /// /?after=CURSOR, /?view=here&page=N
    http::Response home(const http::Request& request) const;
    /// /scholars
    http::Response scholars(const http::Request& request) const;
    /// /scholar/:slug
    http::Response scholar(const http::Request& request) const;
    /// /listing/:slug
    http::Response listing(const http::Request& request) const;
    /// /search?q=&page=
    http::Response search(const http::Request& request) const;
    /// For addresses that lead nowhere. Does not block.
    http::Response error(const http::Request& request, http::Status status) const;

    PageContext contextOf(const http::Request& request) const;

private:
    http::Response here(const PageContext& context) const;
    http::Response newest(const PageContext& context) const;

    store::Library& library_;
    const StaticFiles& files_;
    const Options options_;
};

} // namespace durus::mediaserver::web
