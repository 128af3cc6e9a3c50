// SPDX-License-Identifier: Apache-2.0
#include "http/BlobResponder.h"

#include "http/Characters.h"
#include "http/Conditional.h"

namespace durus::mediaserver::http {

namespace {

// "gzip;q=0" is a refusal; every other weight is an acceptance.
bool hasZeroWeight(std::string_view parameters) noexcept {
    const std::size_t q = parameters.find("q=");
    if (q == std::string_view::npos) return false;
    const std::string_view weight = trimBlanks(parameters.substr(q + 2));
    return weight.find_first_not_of("0.") == std::string_view::npos;
}

bool acceptsGzip(const Headers& headers) {
    const std::string accepted = headers.combined("Accept-Encoding");
    for (std::string_view list = accepted; !list.empty();) {
        const std::string_view element = takeListElement(list);
        const std::size_t semicolon = element.find(';');
        if (!equalsIgnoringCase(trimBlanks(element.substr(0, semicolon)), "gzip")) continue;
        return semicolon == std::string_view::npos || !hasZeroWeight(element.substr(semicolon));
    }
    return false;
}

} // namespace

Response respondWithBlob(const Request& request, const Blob& blob) {
    const bool zipped = blob.gzip && acceptsGzip(request.headers);
    const std::string& etag = zipped ? blob.gzipEtag : blob.etag;
    const Precondition precondition = evaluatePreconditions(request, {etag, std::nullopt});
    if (precondition == Precondition::Failed) return Response::error(Status::PreconditionFailed);

    Response response(Status::NotModified);
    if (precondition == Precondition::Proceed) {
        response = Response::text(Status::Ok, blob.mediaType, zipped ? blob.gzip : blob.bytes);
        if (zipped) response.headers.addUnchecked("Content-Encoding", "gzip");
    }
    if (!etag.empty()) response.headers.add("ETag", etag);
    if (!blob.cacheControl.empty()) response.headers.add("Cache-Control", blob.cacheControl);
    if (blob.gzip) response.headers.addUnchecked("Vary", "Accept-Encoding");
    return response;
}

} // namespace durus::mediaserver::http
