// SPDX-License-Identifier: Apache-2.0
#include "http/BlobResponder.h"

#include "http/Characters.h"
#include "http/Conditional.h"

#include <algorithm>
#include <optional>

namespace durus::mediaserver::http {

namespace {

// In thousandths. What is malformed counts as 1.
int weightOf(std::string_view parameters) noexcept {
    constexpr int kFull = 1'000;
    while (!parameters.empty()) {
        parameters.remove_prefix(1);
        const std::string_view parameter = trimBlanks(parameters.substr(0, parameters.find(';')));
        parameters.remove_prefix(std::min(parameters.find(';'), parameters.size()));
        if (parameter.size() < 3 || !equalsIgnoringCase(parameter.substr(0, 2), "q=")) continue;
        if (parameter[2] != '0') return kFull;
        int weight = 0;
        int unit = kFull / 10;
        for (std::size_t i = 4; i < parameter.size() && isDigit(parameter[i]); ++i, unit /= 10)
            weight += (parameter[i] - '0') * unit;
        return weight;
    }
    return kFull;
}

// RFC 9110 12.5.3: "x-gzip" is gzip; "*" stands for what is not named; the identity counts as named last
// where it is not named, so any weight of gzip above 0 is enough then.
bool prefersGzip(const Headers& headers) {
    std::optional<int> gzip;
    std::optional<int> identity;
    std::optional<int> others;
    const std::string accepted = headers.combined("Accept-Encoding");
    for (std::string_view list = accepted; !list.empty();) {
        const std::string_view element = takeListElement(list);
        const std::string_view coding = trimBlanks(element.substr(0, element.find(';')));
        const int weight = weightOf(element.substr(std::min(element.find(';'), element.size())));
        if (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip"))
            gzip = std::max(gzip.value_or(0), weight);
        else if (equalsIgnoringCase(coding, "identity"))
            identity = weight;
        else if (coding == "*")
            others = weight;
    }
    const int wanted = gzip.value_or(others.value_or(0));
    return wanted > 0 && wanted >= identity.value_or(0);
}

} // namespace

Response respondWithBlob(const Request& request, const Blob& blob) {
    const bool zipped = blob.gzip && prefersGzip(request.headers);
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
