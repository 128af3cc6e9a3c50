// SPDX-License-Identifier: Apache-2.0
#include "http/Method.h"

#include <array>
#include <cstddef>

namespace durus::mediaserver::http {

namespace {

constexpr std::array<std::string_view, 10> kTokens{"GET",    "HEAD",    "POST",  "PUT",     "PATCH",
                                                   "DELETE", "OPTIONS", "TRACE", "CONNECT", ""};

} // namespace

Method methodFromToken(std::string_view token) noexcept {
    for (std::size_t i = 0; i + 1 < kTokens.size(); ++i)
        if (kTokens[i] == token) return static_cast<Method>(i);
    return Method::Other;
}

std::string_view methodToken(Method method) noexcept {
    return kTokens[static_cast<std::size_t>(method)];
}

} // namespace durus::mediaserver::http
