// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace durus::mediaserver::http {

/// The request methods this server knows. `Other` is any further token; the exact token is kept by Request.
enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Trace, Connect, Other };

/// The method a token names. Case counts: "get" is Other.
Method methodFromToken(std::string_view token) noexcept;

/// The token of a known method; empty for Other.
std::string_view methodToken(Method method) noexcept;

/// True for the methods a request may repeat without asking anybody to change anything.
constexpr bool isSafe(Method method) noexcept {
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

} // namespace durus::mediaserver::http
