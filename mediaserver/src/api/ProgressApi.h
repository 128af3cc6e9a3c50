// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/ListenerActions.h"
#include "http/Request.h"
#include "http/Response.h"

#include <durus/model/Account.h>
#include <durus/store/Library.h>

namespace durus::mediaserver::api {

/// How far a paired device's account is, in the shapes of the platform's API. What is written goes into the
/// outbox as if the box's own player had said it; the box does not decide, but for one thing: what is older
/// than what it shows already is left out, as the platform does, since a lane keeps its order.
/// Thread: any; blocks on the database. Errors of all: Error(InvalidInput), Error(NotFound), those of the
/// library and of recording.
class ProgressApi {
public:
    /// All must outlive this object.
    ProgressApi(store::Library& library, ListenerActions::Record record, const Clock& clock, Random& random)
        : library_(library), record_(std::move(record)), clock_(clock), random_(random) {}

    /// GET /audio/progress?since=: an array, the latest first; `since` is exclusive.
    http::Response all(const http::Request& request, const model::AccountName& account) const;
    /// GET /me/library/listing/:slug: {"listingId", "favorite", "progress"}, the last an entry of the above
    /// or null. Not of the platform.
    http::Response one(const http::Request& request, const model::AccountName& account) const;
    /// POST /audio/progress/sync: 201. One bad item spoils no other: it is left out, and then the body says
    /// which and why.
    http::Response sync(const http::Request& request, const model::AccountName& account) const;
    /// PUT /audio/progress/:slug: 200, stamped now. "isCompleted" false takes a completion back.
    http::Response put(const http::Request& request, const model::AccountName& account) const;

private:
    store::LibraryItem itemNamed(const http::Request& request, const model::AccountName& account) const;

    store::Library& library_;
    const ListenerActions::Record record_;
    const Clock& clock_;
    Random& random_;
};

} // namespace durus::mediaserver::api
