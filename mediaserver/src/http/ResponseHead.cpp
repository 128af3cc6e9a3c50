// SPDX-License-Identifier: Apache-2.0
#include "http/ResponseHead.h"

#include "http/HttpDate.h"

#include <array>
#include <charconv>

namespace durus::mediaserver::http {

namespace {

constexpr std::string_view kCrossOrigin =
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Expose-Headers: Accept-Ranges, Content-Length, Content-Range, ETag, Repr-Digest\r\n";

void appendNumber(std::string& out, std::uint64_t value) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

} // namespace

void writeResponseHead(const Response& response, const ResponseFrame& frame, std::string& out) {
    out.assign("HTTP/1.1 ");
    appendNumber(out, statusCode(response.status));
    out.append(" ")
        .append(reasonPhrase(response.status))
        .append("\r\nDate: ")
        .append(frame.date)
        .append("\r\n");
    out.append(response.headers.wire());
    if (!isBodiless(response.status)) {
        out.append("Content-Length: ");
        appendNumber(out, response.body.length());
        out.append("\r\n");
    }
    if (frame.crossOrigin) out.append(kCrossOrigin);
    out.append(frame.common);
    if (!frame.keepAlive)
        out.append("Connection: close\r\n");
    else if (frame.minorVersion == 0)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

std::string_view DateLine::at(std::time_t now) {
    if (now != second_) {
        second_ = now;
        text_ = formatHttpDate(now);
    }
    return text_;
}

} // namespace durus::mediaserver::http
