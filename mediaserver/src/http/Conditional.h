// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <cstdint>
#include <ctime>
#include <optional>
#include <string_view>

namespace durus::mediaserver::http {

/// What identifies the current state of a resource.
struct Validators {
    /// With its quotes, weak ones with W/; empty if there is none.
    std::string_view etag;
    std::optional<std::time_t> lastModified;
};

/// What the preconditions of a request say.
enum class Precondition : std::uint8_t { Proceed, NotModified, Failed };

/// Evaluates If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since in the order of RFC
/// 9110 13.2.2 for a resource that exists. Thread: pure.
Precondition evaluatePreconditions(const Request& request, const Validators& current);

/// True if a Range of this request may be applied: no If-Range, or one that names exactly the current state.
/// Thread: pure.
bool ifRangeHolds(const Request& request, const Validators& current);

/// Compares entity tags: strong (neither is weak and both are equal) or weak (equal but for W/).
bool matchesStrongly(std::string_view a, std::string_view b) noexcept;
bool matchesWeakly(std::string_view a, std::string_view b) noexcept;

} // namespace durus::mediaserver::http
