// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/CatalogueJson.h"
#include "http/Request.h"
#include "http/Response.h"

#include <durus/core/Clock.h>
#include <durus/store/Library.h>

namespace durus::mediaserver::api {

/// GET /api/listings… and /api/audio/listings/:slug/stream. Thread: any; blocks on the database. Errors:
/// those of the library.
class ListingsApi {
public:
    /// Both must outlive this object.
    ListingsApi(store::Library& library, const Clock& clock) : library_(library), clock_(clock) {}

    /// /listings/recent?limit=&cursor=
    http::Response recent(const http::Request& request) const;
    /// /listings/:slug
    http::Response one(const http::Request& request) const;
    /// /listings/:slug/contents
    http::Response contents(const http::Request& request) const;
    /// /audio/listings/:slug/stream: of a series, its first lesson that is stored here.
    http::Response stream(const http::Request& request) const;

private:
    std::optional<store::LibraryItem> find(const http::Request& request) const;
    std::optional<store::LibraryItem> firstStored(const store::LibraryItem& item) const;
    void modules(JsonWriter& json, const CatalogueJson& writer, const model::Slug& collection) const;

    store::Library& library_;
    const Clock& clock_;
};

} // namespace durus::mediaserver::api
