// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace durus::http {

/// How the end of a body is told.
enum class Framing { None, Length, Chunked, UntilClose };

/// An answer up to its body.
struct ResponseHead {
    int status = 0;
    sync::HttpHeaders headers;
    Framing framing = Framing::None;
    std::uint64_t length = 0; ///< if framing is Length
    bool keepsAlive = false;

    std::optional<std::string_view> header(std::string_view name) const noexcept;
};

/// Reads a status line and header fields, without the empty line that ends them. `toHead`: the request was a
/// HEAD. What could be understood in two ways is refused.
/// Errors: Error(Corrupt).
ResponseHead parseResponseHead(std::string_view text, bool toHead);

} // namespace durus::http
