// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/JsonWriter.h"
#include "http/Response.h"

#include <durus/store/Library.h>

#include <vector>

namespace durus::mediaserver::api {

/// All listings a filter lets through, whatever its limit; read page by page. Errors: those of the library.
std::vector<store::LibraryItem> allListings(store::Library& library, store::LibraryFilter filter);

/// All listings of a scholar that no other holds. Errors: those of the library.
std::vector<store::LibraryItem> topLevelListings(store::Library& library, const model::Slug& scholar);

/// How long a listing is: by its verified file, else by the catalogue, else all its lessons together; 0 if
/// unknown.
Milliseconds durationOf(const store::LibraryItem& item) noexcept;

/// True for a series or collection.
bool holdsOthers(const store::LibraryItem& item) noexcept;

/// True if the listing, or something it holds, can be played here.
bool isAvailable(const store::LibraryItem& item) noexcept;

/// 200 with that document.
http::Response jsonResponse(JsonWriter json, http::Status status = http::Status::Ok);

} // namespace durus::mediaserver::api
