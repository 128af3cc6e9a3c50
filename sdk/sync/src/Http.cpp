// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/Http.h>

#include <algorithm>

namespace durus::sync {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::optional<std::string_view> HttpResponse::header(std::string_view wanted) const noexcept {
    for (const auto& [key, value] : headers)
        if (std::equal(key.begin(), key.end(), wanted.begin(), wanted.end(),
                       [](char a, char b) { return lower(a) == lower(b); }))
            return value;
    return std::nullopt;
}

} // namespace durus::sync
