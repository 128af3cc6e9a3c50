// SPDX-License-Identifier: Apache-2.0
// Spans keep to the representation and apart from each other; what is answered holds exactly those bytes, one
// part or several (multipart/byteranges is written by this server, and read by nothing of it).
#include "Property.h"
#include "http/ByteRange.h"
#include "http/Characters.h"
#include "http/FileResponder.h"

#include <sys/mman.h>
#include <unistd.h>

#include <string>

using namespace durus::fuzz;
using namespace durus::mediaserver::http;

namespace {

constexpr std::size_t kFileBytes = 1500;

std::shared_ptr<const OpenFile> openSample() {
    const int memory = ::memfd_create("sample", MFD_CLOEXEC);
    require(memory >= 0 && ::ftruncate(memory, kFileBytes) == 0, "a file in memory");
    auto file = OpenFile::open("/proc/self/fd/" + std::to_string(memory));
    ::close(memory);
    return file;
}

const FileResource& sample() {
    static const FileResource resource{.file = openSample(),
                                       .mediaType = "audio/ogg",
                                       .etag = "\"tag\"",
                                       .lastModified = std::nullopt,
                                       .cacheControl = {},
                                       .extra = {}};
    return resource;
}

void checkSpans(const RangeRequest& range, std::uint64_t size) {
    require((range.kind == RangeRequest::Kind::Spans) == !range.spans.empty(), "spans come as spans");
    require(range.spans.size() <= kMaxSpans, "there are not too many spans");
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < range.spans.size(); ++i) {
        const ByteSpan& span = range.spans[i];
        require(span.first <= span.last && span.last < size, "a span lies within the representation");
        total += span.length();
        for (std::size_t j = 0; j < i; ++j)
            require(span.last + 1 < range.spans[j].first || range.spans[j].last + 1 < span.first,
                    "spans lie apart");
    }
    require(total <= size, "spans never exceed the representation");
}

std::string format(const RangeRequest& range) {
    std::string text;
    for (const ByteSpan& span : range.spans)
        text +=
            (text.empty() ? "bytes=" : ", ") + std::to_string(span.first) + "-" + std::to_string(span.last);
    return text;
}

std::uint64_t bytesOfFile(const Body& body) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < body.segmentCount(); ++i) {
        const Segment& segment = body.segment(i);
        if (!segment.file) continue;
        require(segment.offset + segment.length <= segment.file->size(), "a part lies within the file");
        total += segment.length;
    }
    return total;
}

void checkAnswer(std::string_view header) {
    Request request;
    request.path = "/";
    request.headers.addUnchecked("Range", header);
    const Response response = respondWithFile(request, sample());
    const RangeRequest range = resolveRange(header, kFileBytes);
    std::uint64_t asked = 0;
    for (const ByteSpan& span : range.spans)
        asked += span.length();
    switch (range.kind) {
    case RangeRequest::Kind::Ignored:
        require(response.status == Status::Ok && bytesOfFile(response.body) == kFileBytes, "all is sent");
        break;
    case RangeRequest::Kind::Unsatisfiable:
        require(response.status == Status::RangeNotSatisfiable && bytesOfFile(response.body) == 0,
                "nothing is sent");
        break;
    case RangeRequest::Kind::Spans:
        // Parts that would weigh more than the file give way to the file.
        if (range.spans.size() > 1 && response.status == Status::Ok) {
            require(bytesOfFile(response.body) == kFileBytes, "all is sent");
            break;
        }
        require(response.status == Status::PartialContent && bytesOfFile(response.body) == asked,
                "what was asked is sent");
        require(response.body.length() <= kFileBytes, "an answer is never more than the file");
        require(response.headers.has("Content-Range") == (range.spans.size() == 1),
                "parts say what they are");
        break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    std::uint64_t bytes = takeByte(input);
    // A steering byte of the upper half stands for sizes up to the largest.
    if (bytes >= 128) bytes = ~std::uint64_t{0} >> (bytes % 64);
    if (!isFieldValue(input)) return 0;
    const RangeRequest range = resolveRange(input, bytes);
    checkSpans(range, bytes);
    if (range.kind == RangeRequest::Kind::Spans)
        require(resolveRange(format(range), bytes).spans == range.spans, "spans read back as they are");
    checkAnswer(input);
    return 0;
}
