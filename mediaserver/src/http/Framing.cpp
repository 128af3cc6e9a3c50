// SPDX-License-Identifier: Apache-2.0
#include "http/Framing.h"

#include "http/Characters.h"
#include "http/RequestTarget.h"

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

// 18 digits never overflow 64 bits and are a million times any limit.
constexpr std::size_t kMaxLengthDigits = 18;

std::optional<Status> readTransferEncoding(const Request& request) {
    if (request.minorVersion == 0 || request.headers.has("Content-Length")) return Status::BadRequest;
    const std::string codings = request.headers.combined("Transfer-Encoding");
    if (equalsIgnoringCase(codings, "chunked")) return std::nullopt;
    // Other codings in front of a single, last "chunked" are well-formed but not ours.
    const std::size_t comma = codings.rfind(',');
    if (comma == std::string::npos) return Status::BadRequest;
    const std::string_view before = std::string_view(codings).substr(0, comma);
    const std::string_view last = trimBlanks(std::string_view(codings).substr(comma + 1));
    const bool isFramed = equalsIgnoringCase(last, "chunked") && !listHasToken(before, "chunked");
    return isFramed ? Status::NotImplemented : Status::BadRequest;
}

std::optional<std::uint64_t> readContentLength(const Headers& headers) {
    if (headers.count("Content-Length") != 1) return std::nullopt;
    const std::string_view text = *headers.get("Content-Length");
    if (text.empty() || text.size() > kMaxLengthDigits || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text)
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return value;
}

bool readKeepAlive(const Request& request) {
    if (!request.headers.has("Connection")) return request.minorVersion >= 1;
    const std::string tokens = request.headers.combined("Connection");
    if (listHasToken(tokens, "close")) return false;
    return request.minorVersion >= 1 || listHasToken(tokens, "keep-alive");
}

void readLength(const Request& request, Framing& framing) {
    if (request.headers.has("Transfer-Encoding")) {
        framing.error = readTransferEncoding(request);
        framing.contentLength.reset();
    } else if (request.headers.has("Content-Length")) {
        framing.contentLength = readContentLength(request.headers);
        if (!framing.contentLength) framing.error = Status::BadRequest;
    }
}

void readExpect(const Request& request, Framing& framing) {
    if (!request.headers.has("Expect")) return;
    // HTTP/1.0 has no Expect; RFC 9110 10.1.1 has it ignored there.
    if (request.minorVersion == 0) return;
    if (!equalsIgnoringCase(request.headers.combined("Expect"), "100-continue"))
        framing.error = Status::ExpectationFailed;
    framing.expectsContinue = framing.hasBody();
}

} // namespace

Framing readFraming(const Request& request) {
    Framing framing;
    readLength(request, framing);
    framing.keepAlive = readKeepAlive(request);
    if (!framing.error) readExpect(request, framing);
    return framing;
}

bool readHost(Request& request) {
    const std::size_t count = request.headers.count("Host");
    if (count == 0) return request.minorVersion == 0;
    if (count > 1) return false;
    std::string host;
    std::optional<std::uint16_t> port;
    if (!parseAuthority(*request.headers.get("Host"), host, port)) return false;
    // The absolute form of the target outranks the field (RFC 9112 3.2.2).
    if (!request.host.empty()) return true;
    request.host = std::move(host);
    request.port = port;
    return true;
}

} // namespace durus::mediaserver::http
