// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace platform {

/// A JSON value, read from somebody who may lie: nesting is bounded, numbers that do not fit are unusable,
/// bytes that are no UTF-8 become U+FFFD, and of a name given twice the last value counts.
class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::vector<std::pair<std::string, Json>>;

    static constexpr int kMaxDepth = 32;

    /// None if the text is not one JSON value, or is nested deeper than kMaxDepth.
    static std::optional<Json> parse(std::string_view text);

    Json() = default;
    template<typename Value>
    explicit Json(std::in_place_t, Value&& value) : value_(std::forward<Value>(value)) {}

    const Array* array() const noexcept { return std::get_if<Array>(&value_); }
    bool isNull() const noexcept { return std::holds_alternative<std::monostate>(value_); }
    bool isObject() const noexcept { return std::holds_alternative<Object>(value_); }

    /// The member of that name if this is an object that has one; otherwise a null value.
    const Json& operator[](std::string_view name) const noexcept;

    /// The elements of an array; nothing for any other value.
    const Array& items() const noexcept;

    /// The text of a string; empty for any other value.
    std::string_view text() const noexcept;
    bool isText() const noexcept { return std::holds_alternative<std::string>(value_); }
    bool isTrue() const noexcept;

    /// The whole part of a number in [low, high]; none for any other value.
    std::optional<std::int64_t> integer(std::int64_t low, std::int64_t high) const noexcept;
    /// The number; none for any other value and for one that is too large to be told.
    std::optional<double> number() const noexcept;

    /// The members of an object; nothing for any other value.
    const Object& members() const noexcept;

private:
    std::variant<std::monostate, bool, double, std::string, Array, Object> value_;
};

} // namespace platform
