// SPDX-License-Identifier: Apache-2.0
#include "http/FileResponder.h"

#include "http/ByteRange.h"
#include "http/Conditional.h"
#include "http/HttpDate.h"

#include <atomic>
#include <chrono>

namespace durus::mediaserver::http {

namespace {

void addMetadata(Headers& headers, const FileResource& resource) {
    if (!resource.etag.empty()) headers.add("ETag", resource.etag);
    if (resource.lastModified) headers.add("Last-Modified", formatHttpDate(*resource.lastModified));
    if (!resource.cacheControl.empty()) headers.add("Cache-Control", resource.cacheControl);
}

void addContentMetadata(Headers& headers, const FileResource& resource) {
    addMetadata(headers, resource);
    headers.addUnchecked("Accept-Ranges", "bytes");
    for (std::size_t i = 0; i < resource.extra.size(); ++i)
        headers.addUnchecked(resource.extra.at(i).name, resource.extra.at(i).value);
}

std::string contentRange(const ByteSpan& span, std::uint64_t size) {
    return "bytes " + std::to_string(span.first) + "-" + std::to_string(span.last) + "/" +
           std::to_string(size);
}

Response whole(const FileResource& resource) {
    Response response(Status::Ok);
    response.headers.add("Content-Type", resource.mediaType);
    addContentMetadata(response.headers, resource);
    response.body = resource.bytes(0, resource.size());
    return response;
}

Response onePart(const FileResource& resource, const ByteSpan& span) {
    Response response(Status::PartialContent);
    response.headers.add("Content-Type", resource.mediaType);
    response.headers.addUnchecked("Content-Range", contentRange(span, resource.size()));
    addContentMetadata(response.headers, resource);
    response.body = resource.bytes(span.first, span.length());
    return response;
}

// Needs to be absent from the parts; they are binary, so a count mixed with the clock must do, as everywhere.
std::string makeBoundary() {
    static std::atomic<std::uint64_t> counter{
        static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count())};
    return "durus-part-" + std::to_string(counter.fetch_add(0x9e3779b97f4a7c15ULL));
}

Response manyParts(const FileResource& resource, const std::vector<ByteSpan>& spans) {
    const std::string boundary = makeBoundary();
    Body body;
    std::string lead = "--";
    for (const ByteSpan& span : spans) {
        const std::string head = lead + boundary + "\r\nContent-Type: " + resource.mediaType +
                                 "\r\nContent-Range: " + contentRange(span, resource.size()) + "\r\n\r\n";
        body.append({.memory = std::make_shared<const std::string>(head),
                     .file = nullptr,
                     .offset = 0,
                     .length = head.size()});
        const Body part = resource.bytes(span.first, span.length());
        for (std::size_t i = 0; i < part.segmentCount(); ++i)
            body.append(part.segment(i));
        lead = "\r\n--";
    }
    const std::string tail = lead + boundary + "--\r\n";
    body.append({.memory = std::make_shared<const std::string>(tail),
                 .file = nullptr,
                 .offset = 0,
                 .length = tail.size()});

    Response response(Status::PartialContent);
    response.headers.add("Content-Type", "multipart/byteranges; boundary=" + boundary);
    addContentMetadata(response.headers, resource);
    response.body = std::move(body);
    return response;
}

Response notSatisfiable(const FileResource& resource) {
    Response response = Response::error(Status::RangeNotSatisfiable, "The file has no byte in that range.");
    response.headers.add("Content-Range", "bytes */" + std::to_string(resource.size()));
    response.headers.addUnchecked("Accept-Ranges", "bytes");
    return response;
}

RangeRequest wantedRange(const Request& request, const FileResource& resource, const Validators& current) {
    // GET is the only method with ranges (RFC 9110 14.2); a second Range line has no meaning.
    if (request.method != Method::Get || request.headers.count("Range") != 1) return {};
    if (!ifRangeHolds(request, current)) return {};
    return resolveRange(*request.headers.get("Range"), resource.size());
}

} // namespace

Response respondWithFile(const Request& request, const FileResource& resource) {
    const Validators current{resource.etag, resource.lastModified};
    const Precondition precondition = evaluatePreconditions(request, current);
    if (precondition == Precondition::Failed) return Response::error(Status::PreconditionFailed);
    if (precondition == Precondition::NotModified) {
        Response response(Status::NotModified);
        addMetadata(response.headers, resource);
        return response;
    }
    const RangeRequest range = wantedRange(request, resource, current);
    if (range.kind == RangeRequest::Kind::Unsatisfiable) return notSatisfiable(resource);
    if (range.kind == RangeRequest::Kind::Ignored) return whole(resource);
    if (range.spans.size() == 1) return onePart(resource, range.spans.front());
    Response response = manyParts(resource, range.spans);
    // Parts of a few bytes each can weigh more than the file they are from.
    return response.body.length() > resource.size() ? whole(resource) : std::move(response);
}

} // namespace durus::mediaserver::http
