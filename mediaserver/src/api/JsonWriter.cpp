// SPDX-License-Identifier: Apache-2.0
#include "api/JsonWriter.h"

#include "http/Characters.h"

namespace durus::mediaserver::api {

namespace {

// The length of the UTF-8 sequence at the beginning of `text`, or 0 if there is none.
std::size_t sequenceLength(std::string_view text) noexcept {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length)
        if (http::isUtf8(text.substr(0, length))) return length;
    return 0;
}

void appendControl(std::string& json, char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    switch (c) {
    case '\n':
        json += "\\n";
        return;
    case '\r':
        json += "\\r";
        return;
    case '\t':
        json += "\\t";
        return;
    default:
        json += "\\u00";
        json += kDigits[static_cast<unsigned char>(c) >> 4];
        json += kDigits[static_cast<unsigned char>(c) & 0x0f];
    }
}

void appendQuoted(std::string& json, std::string_view text) {
    json += '"';
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            const std::size_t length = sequenceLength(text.substr(i));
            json += length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(i, length);
            i += length == 0 ? 1 : length;
            continue;
        }
        if (c == '"' || c == '\\')
            (json += '\\') += c;
        else if (byte < 0x20)
            appendControl(json, c);
        else
            json += c;
        ++i;
    }
    json += '"';
}

} // namespace

void JsonWriter::separate() {
    if (!first_) json_ += ',';
    first_ = false;
}

JsonWriter& JsonWriter::beginObject() {
    separate();
    json_ += '{';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::endObject() {
    json_ += '}';
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::beginArray() {
    separate();
    json_ += '[';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::endArray() {
    json_ += ']';
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    appendQuoted(json_, name);
    json_ += ':';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    separate();
    appendQuoted(json_, text);
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
    separate();
    json_ += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
    separate();
    json_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    json_ += "null";
    return *this;
}

} // namespace durus::mediaserver::api
