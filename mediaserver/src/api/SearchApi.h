// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <durus/core/Clock.h>
#include <durus/store/Library.h>

namespace durus::mediaserver::api {

/// GET /api/search?q=&limit=&offset=. Groups what was found as the platform does; lessons, which its search
/// does not know, stand in a group of their own. Thread: any; blocks on the database. Errors: those of the
/// library.
class SearchApi {
public:
    /// Both must outlive this object.
    SearchApi(store::Library& library, const Clock& clock) : library_(library), clock_(clock) {}

    http::Response search(const http::Request& request) const;

private:
    store::Library& library_;
    const Clock& clock_;
};

} // namespace durus::mediaserver::api
