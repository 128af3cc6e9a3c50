// SPDX-License-Identifier: Apache-2.0
#include "ResponseHead.h"

#include "Characters.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace durus::http {

namespace {

constexpr std::size_t kMaxFields = 100;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::Corrupt, "the answer is not proper HTTP: " + why,
                "check that the address is that of the backend and that no proxy changes its answers");
}

/// Takes one line off the text; its end is CR LF, or LF alone as some servers write it.
std::string_view takeLine(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Takes the status line; returns the minor version.
char readStatus(std::string_view line, ResponseHead& head) {
    const bool shaped = line.size() >= 12 && line.starts_with("HTTP/1.") && isDigit(line[7]) &&
                        line[8] == ' ' && (line.size() == 12 || line[12] == ' ');
    if (!shaped) refuse("no status line");
    const auto [end, error] = std::from_chars(line.data() + 9, line.data() + 12, head.status);
    if (error != std::errc{} || end != line.data() + 12 || head.status < 100 || head.status > 599)
        refuse("a status that is none");
    return line[7];
}

void readField(std::string_view line, ResponseHead& head) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) refuse("a malformed header");
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!isFieldValue(value)) refuse("a header with control characters");
    if (head.headers.size() == kMaxFields) refuse("too many headers");
    head.headers.emplace_back(line.substr(0, colon), value);
}

std::optional<std::uint64_t> contentLength(const ResponseHead& head) {
    std::optional<std::uint64_t> length;
    for (const auto& [name, value] : head.headers) {
        if (!equalIgnoringCase(name, "Content-Length")) continue;
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (value.empty() || error != std::errc{} || end != value.data() + value.size())
            refuse("a Content-Length that is no number");
        if (length && *length != number) refuse("two lengths");
        length = number;
    }
    return length;
}

void decideFraming(ResponseHead& head, bool toHead) {
    const auto length = contentLength(head);
    const auto coding = head.header("Transfer-Encoding");
    if (coding && (length || !equalIgnoringCase(*coding, "chunked"))) refuse("an unclear body");
    const auto encoding = head.header("Content-Encoding");
    if (encoding && !equalIgnoringCase(*encoding, "identity")) refuse("a body packed although nobody asked");

    const bool bodiless = toHead || head.status < 200 || head.status == 204 || head.status == 304;
    if (bodiless)
        head.framing = Framing::None;
    else if (coding)
        head.framing = Framing::Chunked;
    else
        head.framing = length ? Framing::Length : Framing::UntilClose;
    head.length = length.value_or(0);
}

} // namespace

std::optional<std::string_view> ResponseHead::header(std::string_view name) const noexcept {
    for (const auto& [key, value] : headers)
        if (equalIgnoringCase(key, name)) return value;
    return std::nullopt;
}

ResponseHead parseResponseHead(std::string_view text, bool toHead) {
    ResponseHead head;
    const char minor = readStatus(takeLine(text), head);
    while (!text.empty())
        readField(takeLine(text), head);
    decideFraming(head, toHead);
    const auto connection = head.header("Connection");
    const bool closes = connection ? !equalIgnoringCase(*connection, "keep-alive") : minor == '0';
    head.keepsAlive = !closes && head.framing != Framing::UntilClose;
    return head;
}

} // namespace durus::http
