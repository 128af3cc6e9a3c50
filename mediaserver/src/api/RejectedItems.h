// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/LibraryReading.h"
#include "http/Response.h"

#include <durus/core/Error.h>

#include <cstddef>

namespace durus::mediaserver::api {

/// The items of a batch that were not taken. Thread: a value.
class RejectedItems {
public:
    void add(std::size_t index, const Error& why) {
        if (!any_) json_.beginObject().key("rejected").beginArray();
        any_ = true;
        json_.beginObject()
            .member("index", index)
            .member("code", name(why.code()))
            .member("detail", why.what())
            .endObject();
    }

    /// 201: empty, as the platform answers, or {"rejected": [{"index", "code", "detail"}]}.
    http::Response respond() && {
        if (!any_) return http::Response(http::Status::Created);
        json_.endArray().endObject();
        return jsonResponse(std::move(json_), http::Status::Created);
    }

private:
    JsonWriter json_;
    bool any_ = false;
};

} // namespace durus::mediaserver::api
