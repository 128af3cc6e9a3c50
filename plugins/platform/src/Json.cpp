// SPDX-License-Identifier: Apache-2.0
#include "Json.h"

#include "JsonReader.h"

#include <algorithm>
#include <cmath>

namespace platform {

std::optional<Json> Json::parse(std::string_view text) {
    return JsonReader(text).read();
}

const Json& Json::operator[](std::string_view name) const noexcept {
    static const Json kNull;
    const Object& all = members();
    const auto found =
        std::find_if(all.rbegin(), all.rend(), [&](const auto& member) { return member.first == name; });
    return found == all.rend() ? kNull : found->second;
}

const Json::Array& Json::items() const noexcept {
    static const Array kNone;
    const auto* array = std::get_if<Array>(&value_);
    return array == nullptr ? kNone : *array;
}

const Json::Object& Json::members() const noexcept {
    static const Object kNone;
    const auto* object = std::get_if<Object>(&value_);
    return object == nullptr ? kNone : *object;
}

std::string_view Json::text() const noexcept {
    const auto* text = std::get_if<std::string>(&value_);
    return text == nullptr ? std::string_view{} : *text;
}

bool Json::isTrue() const noexcept {
    const auto* truth = std::get_if<bool>(&value_);
    return truth != nullptr && *truth;
}

std::optional<double> Json::number() const noexcept {
    const auto* number = std::get_if<double>(&value_);
    if (number == nullptr || !std::isfinite(*number)) return std::nullopt;
    return *number;
}

std::optional<std::int64_t> Json::integer(std::int64_t low, std::int64_t high) const noexcept {
    const auto value = number();
    if (!value || *value < static_cast<double>(low) || *value >= static_cast<double>(high) + 1)
        return std::nullopt;
    return static_cast<std::int64_t>(std::floor(*value));
}

} // namespace platform
