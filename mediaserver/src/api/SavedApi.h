// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/ListenerActions.h"
#include "http/Request.h"
#include "http/Response.h"

#include <durus/model/Account.h>
#include <durus/store/Library.h>

namespace durus::mediaserver::api {

/// The favourites of a paired device's account, which the platform's API calls saved. Otherwise as
/// ProgressApi. Thread: any; blocks on the database. Errors: as ProgressApi.
class SavedApi {
public:
    /// All must outlive this object.
    SavedApi(store::Library& library, ListenerActions::Record record, const Clock& clock, Random& random)
        : library_(library), record_(std::move(record)), clock_(clock), random_(random) {}

    /// GET /me/library/saved?cursor=: 20 a page, by title.
    http::Response page(const http::Request& request, const model::AccountName& account) const;
    /// GET /me/library/saved/delta?since=: an array with tombstones; `since` is exclusive.
    http::Response delta(const http::Request& request, const model::AccountName& account) const;
    /// POST /me/library/saved/sync: 201, as ProgressApi::sync.
    http::Response sync(const http::Request& request, const model::AccountName& account) const;
    /// POST and DELETE /me/library/save/:slug: 201 and 200.
    http::Response save(const http::Request& request, const model::AccountName& account) const;
    http::Response unsave(const http::Request& request, const model::AccountName& account) const;

private:
    void mark(const http::Request& request, const model::AccountName& account, bool favorite) const;

    store::Library& library_;
    const ListenerActions::Record record_;
    const Clock& clock_;
    Random& random_;
};

} // namespace durus::mediaserver::api
