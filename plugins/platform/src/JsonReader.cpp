// SPDX-License-Identifier: Apache-2.0
#include "JsonReader.h"

#include "Utf8.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace platform {

namespace {

template<typename Value>
Json make(Value&& value) {
    return Json(std::in_place, std::forward<Value>(value));
}

bool isDigit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// Length of the JSON number at the front of `text`; 0 if there is none.
std::size_t numberLength(std::string_view text) noexcept {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - begin;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const bool leadingZero = at < text.size() && text[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (leadingZero && whole > 1)) return 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return 0;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return 0;
    }
    return at;
}

} // namespace

std::optional<Json> JsonReader::read() {
    Json out;
    if (!value(out, 0)) return std::nullopt;
    skipSpace();
    if (!rest_.empty()) return std::nullopt;
    return out;
}

bool JsonReader::value(Json& out, int depth) {
    skipSpace();
    if (rest_.empty() || depth > Json::kMaxDepth) return false;
    switch (rest_.front()) {
    case '{':
        return object(out, depth);
    case '[':
        return array(out, depth);
    case '"': {
        std::string text;
        if (!string(text)) return false;
        out = make(std::move(text));
        return true;
    }
    case 't':
        out = make(true);
        return word("true");
    case 'f':
        out = make(false);
        return word("false");
    case 'n':
        out = Json();
        return word("null");
    default:
        return number(out);
    }
}

bool JsonReader::object(Json& out, int depth) {
    Json::Object members;
    skip('{');
    skipSpace();
    if (!isNext('}')) {
        do {
            skipSpace();
            auto& [name, content] = members.emplace_back();
            if (!string(name)) return false;
            skipSpace();
            if (!skip(':') || !value(content, depth + 1)) return false;
            skipSpace();
        } while (skip(','));
    }
    if (!skip('}')) return false;
    out = make(std::move(members));
    return true;
}

bool JsonReader::array(Json& out, int depth) {
    Json::Array items;
    skip('[');
    skipSpace();
    if (!isNext(']')) {
        do {
            if (!value(items.emplace_back(), depth + 1)) return false;
            skipSpace();
        } while (skip(','));
    }
    if (!skip(']')) return false;
    out = make(std::move(items));
    return true;
}

bool JsonReader::string(std::string& out) {
    if (!skip('"')) return false;
    while (!rest_.empty()) {
        const char c = rest_.front();
        if (static_cast<unsigned char>(c) < 0x20) return false;
        if (c == '"') {
            rest_.remove_prefix(1);
            return true;
        }
        if (c == '\\') {
            if (!escape(out)) return false;
        } else if (const std::size_t length = sequenceLength(rest_); length > 0) {
            out.append(rest_.substr(0, length));
            rest_.remove_prefix(length);
        } else {
            appendUtf8(out, kReplacement);
            rest_.remove_prefix(1);
        }
    }
    return false;
}

bool JsonReader::escape(std::string& out) {
    rest_.remove_prefix(1);
    if (rest_.empty()) return false;
    const char kind = rest_.front();
    rest_.remove_prefix(1);
    switch (kind) {
    case '"':
    case '\\':
    case '/':
        out += kind;
        return true;
    case 'b':
        out += '\b';
        return true;
    case 'f':
        out += '\f';
        return true;
    case 'n':
        out += '\n';
        return true;
    case 'r':
        out += '\r';
        return true;
    case 't':
        out += '\t';
        return true;
    case 'u':
        break;
    default:
        return false;
    }
    std::uint32_t code = 0;
    if (!codeUnit(code)) return false;
    if (code >= 0xD800 && code <= 0xDBFF && rest_.substr(0, 2) == "\\u") {
        const std::string_view before = rest_;
        rest_.remove_prefix(2);
        std::uint32_t low = 0;
        if (!codeUnit(low)) return false;
        if (low >= 0xDC00 && low <= 0xDFFF)
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        else
            rest_ = before;
    }
    const bool unpaired = code >= 0xD800 && code <= 0xDFFF;
    appendUtf8(out, code == 0 || unpaired ? kReplacement : code);
    return true;
}

bool JsonReader::codeUnit(std::uint32_t& out) {
    if (rest_.size() < 4) return false;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + 4, out, 16);
    if (error != std::errc{} || end != rest_.data() + 4) return false;
    rest_.remove_prefix(4);
    return true;
}

bool JsonReader::number(Json& out) {
    const std::size_t length = numberLength(rest_);
    if (length == 0) return false;
    double value = 0;
    const auto result = std::from_chars(rest_.data(), rest_.data() + length, value);
    if (result.ec != std::errc{}) value = std::numeric_limits<double>::quiet_NaN();
    out = make(value);
    rest_.remove_prefix(length);
    return true;
}

bool JsonReader::word(std::string_view expected) {
    if (rest_.substr(0, expected.size()) != expected) return false;
    rest_.remove_prefix(expected.size());
    return true;
}

bool JsonReader::skip(char expected) {
    if (!isNext(expected)) return false;
    rest_.remove_prefix(1);
    return true;
}

void JsonReader::skipSpace() {
    while (!rest_.empty() && std::string_view(" \t\r\n").find(rest_.front()) != std::string_view::npos)
        rest_.remove_prefix(1);
}

} // namespace platform
