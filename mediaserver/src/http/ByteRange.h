// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace durus::mediaserver::http {

/// Bytes `first` to `last` of a representation, both included.
struct ByteSpan {
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    std::uint64_t length() const noexcept { return last - first + 1; }
    friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

/// What a Range header asks of a representation of known size.
struct RangeRequest {
    enum class Kind : std::uint8_t {
        /// To be answered as if there were no Range: unknown unit, malformed, too much.
        Ignored,
        /// One or more spans, in the order asked for, none touching another.
        Spans,
        /// Well-formed, but no byte of it exists: 416.
        Unsatisfiable,
    };
    Kind kind = Kind::Ignored;
    std::vector<ByteSpan> spans;
};

/// Spans left after joining those that overlap or touch. More: the header is ignored, as RFC 9110 14.2
/// advises against requests made to exhaust; players ask for one, browsers for two.
inline constexpr std::size_t kMaxSpans = 16;

/// Resolves the value of a Range header against `size` bytes. Ignores headers whose ranges add up to more
/// than the representation, and any on an empty one. Takes time linear in the length of the header. Thread:
/// pure.
RangeRequest resolveRange(std::string_view header, std::uint64_t size);

} // namespace durus::mediaserver::http
