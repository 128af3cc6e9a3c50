// SPDX-License-Identifier: Apache-2.0
#include "api/PersonalItems.h"

#include "api/JsonBody.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>

namespace durus::mediaserver::api {

std::optional<WallTime> sinceOf(const http::Request& request) {
    const auto text = request.queryParameter("since");
    if (!text || text->empty()) return std::nullopt;
    const auto since = fromIso8601(*text);
    if (!since) throw Error(ErrorCode::InvalidInput, "since is no time in ISO 8601");
    return since;
}

void forEachItem(const http::Request& request, RejectedItems& rejected,
                 const std::function<void(const Poco::JSON::Object&)>& take) {
    const auto items = itemsOf(*jsonBody(request));
    for (unsigned i = 0; i < items->size(); ++i) {
        try {
            const auto item = items->getObject(i);
            if (item.isNull()) throw Error(ErrorCode::InvalidInput, "the item is no object");
            take(*item);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::InvalidInput && error.code() != ErrorCode::NotFound) throw;
            rejected.add(i, error);
        }
    }
}

store::LibraryItem listingOf(const Poco::JSON::Object& item, store::Library& library,
                             const model::AccountName& account) {
    const auto id = textMember(item, "listingId");
    if (!id) throw Error(ErrorCode::InvalidInput, "listingId is missing");
    auto found = library.byId(model::ListingId(*id), account);
    if (!found) throw Error(ErrorCode::NotFound, "there is no such listing here");
    return *std::move(found);
}

} // namespace durus::mediaserver::api
