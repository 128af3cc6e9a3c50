// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>

#include <utility>
#include <variant>

namespace durus {

/// A value, or the reason why there is none. For outcomes a caller is expected to meet (offline, refused);
/// what nobody expects is thrown.
template<typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const noexcept { return content_.index() == 0; }

    /// REQUIRES: the result holds a value; otherwise the error is thrown.
    const T& value() const& {
        if (!*this) throw std::get<1>(content_);
        return std::get<0>(content_);
    }
    T&& value() && {
        if (!*this) throw std::get<1>(content_);
        return std::get<0>(std::move(content_));
    }

    /// REQUIRES: the result holds an error.
    const Error& error() const { return std::get<1>(content_); }

private:
    std::variant<T, Error> content_;
};

} // namespace durus
