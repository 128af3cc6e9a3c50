// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <durus/core/Clock.h>
#include <durus/store/Library.h>

namespace durus::mediaserver::api {

/// GET /api/scholars… and /api/topics. Thread: any; blocks on the database. Errors: those of the library.
class ScholarsApi {
public:
    /// Both must outlive this object.
    ScholarsApi(store::Library& library, const Clock& clock) : library_(library), clock_(clock) {}

    /// /scholars
    http::Response all(const http::Request& request) const;
    /// /scholars/:slug
    http::Response one(const http::Request& request) const;
    /// /scholars/:slug/content
    http::Response content(const http::Request& request) const;
    /// /scholars/:slug/topics
    http::Response topics(const http::Request& request) const;
    /// /topics
    http::Response allTopics(const http::Request& request) const;

private:
    http::Response unknown(const http::Request& request) const;

    store::Library& library_;
    const Clock& clock_;
};

} // namespace durus::mediaserver::api
