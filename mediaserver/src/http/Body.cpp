// SPDX-License-Identifier: Apache-2.0
#include "http/Body.h"

#include <algorithm>

namespace durus::mediaserver::http {

Body::Body(std::shared_ptr<const std::string> text) {
    if (!text) return;
    const std::uint64_t length = text->size();
    append({.memory = std::move(text), .file = nullptr, .offset = 0, .length = length});
}

Body::Body(std::string text) : Body(std::make_shared<const std::string>(std::move(text))) {}

Body::Body(std::shared_ptr<const OpenFile> file, std::uint64_t offset, std::uint64_t length) {
    append({.memory = nullptr, .file = std::move(file), .offset = offset, .length = length});
}

void Body::append(Segment segment) {
    if (segment.length == 0) return;
    const bool isFirst = length_ == 0;
    length_ += segment.length;
    if (isFirst)
        first_ = std::move(segment);
    else
        rest_.push_back(std::move(segment));
}

std::size_t Body::segmentCount() const noexcept {
    return length_ == 0 ? 0 : 1 + rest_.size();
}

Body Body::slice(std::uint64_t first, std::uint64_t length) const {
    Body sliced;
    for (std::size_t i = 0; i < segmentCount() && length > 0; ++i) {
        Segment part = segment(i);
        if (first >= part.length) {
            first -= part.length;
            continue;
        }
        part.offset += first;
        part.length = std::min(part.length - first, length);
        first = 0;
        length -= part.length;
        sliced.append(std::move(part));
    }
    return sliced;
}

std::string Body::text() const {
    std::string joined;
    for (std::size_t i = 0; i < segmentCount(); ++i)
        if (const Segment& part = segment(i); part.memory)
            joined.append(*part.memory, part.offset, part.length);
    return joined;
}

} // namespace durus::mediaserver::http
