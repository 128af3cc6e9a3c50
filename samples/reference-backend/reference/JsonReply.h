// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/CatalogueJson.h"
#include "reference/Http.h"

namespace durus::reference {

template<typename Json>
Response jsonReply(const Json& json, int status = 200) {
    Response response;
    response.status = status;
    response.contentType = "application/json; charset=utf-8";
    response.body = toText(json);
    return response;
}

/// The answer to a write that succeeded: 201 or 200 and nothing else, not even a content type.
inline Response emptyReply(int status) {
    Response response;
    response.status = status;
    return response;
}

} // namespace durus::reference
