// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace durus::mediaserver::api {

/// Writes one compact JSON document. Bytes that are not UTF-8 become U+FFFD, since one bad byte would make
/// the whole document unreadable for a strict client. Thread: a value; the owner synchronises.
class JsonWriter {
public:
    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();

    /// The name of the member whose value comes next.
    JsonWriter& key(std::string_view name);

    JsonWriter& string(std::string_view text);
    JsonWriter& number(std::int64_t value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();

    JsonWriter& member(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter& member(std::string_view name, std::same_as<bool> auto value) {
        return key(name).boolean(value);
    }
    JsonWriter& member(std::string_view name,
                       std::integral auto value) requires(!std::same_as<decltype(value), bool>) {
        return key(name).number(static_cast<std::int64_t>(value));
    }
    /// A member that is null.
    JsonWriter& nullMember(std::string_view name) { return key(name).null(); }

    std::string finish() && { return std::move(json_); }

private:
    void separate();

    std::string json_;
    bool first_ = true;
};

} // namespace durus::mediaserver::api
