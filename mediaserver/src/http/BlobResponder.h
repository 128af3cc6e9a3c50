// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <memory>
#include <string>

namespace durus::mediaserver::http {

/// A prepared text: a JSON document, a page, a feed.
struct Blob {
    std::shared_ptr<const std::string> bytes;
    /// "application/json"
    std::string mediaType;
    /// With its quotes: "\"5c3a…\"". Empty: none is sent.
    std::string etag;
    /// "no-cache"; empty: none is sent.
    std::string cacheControl;
    /// The same text compressed by gzip, if there is one; it needs an ETag of its own.
    std::shared_ptr<const std::string> gzip;
    std::string gzipEtag;
};

/// Answers GET and HEAD with a blob: preconditions (304, 412) and the gzip form where
/// Accept-Encoding gives it a weight above 0 and not below that of the identity (RFC 9110 12.5.3). Ranges are
/// ignored, as RFC 9110 allows. Thread: any; does not block.
Response respondWithBlob(const Request& request, const Blob& blob);

} // namespace durus::mediaserver::http
