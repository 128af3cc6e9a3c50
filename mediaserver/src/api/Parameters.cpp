// SPDX-License-Identifier: Apache-2.0
#include "api/Parameters.h"

#include <charconv>

namespace durus::mediaserver::api {

std::optional<std::size_t> numberParameter(const http::Request& request, std::string_view name,
                                           std::size_t least, std::size_t most, std::size_t otherwise) {
    const auto text = request.queryParameter(name);
    if (!text || text->empty()) return otherwise;
    std::size_t value = 0;
    const char* const end = text->data() + text->size();
    const auto [stop, fault] = std::from_chars(text->data(), end, value);
    if (fault != std::errc{} || stop != end || value < least || value > most) return std::nullopt;
    return value;
}

} // namespace durus::mediaserver::api
