// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::sync {

/// What became of an intent, or of a whole exchange, told by status and body.
enum class OutcomeClass {
    Ok,              ///< the backend has it
    Already,         ///< the backend had it
    Stale,           ///< the backend holds something newer, which stands
    InProgress,      ///< an earlier try is still being worked on
    Unauthorized,    ///< the credentials were refused (which an outage can look like)
    Throttled,       ///< too many requests; retryAfter says how long to wait
    Transient,       ///< may pass: 5xx, no connection
    Permanent,       ///< this entry will never be taken
    SuspectedPoison, ///< one entry of the batch spoils it; which one is not known
    NotBackend,      ///< somebody else answered: a captive portal, a proxy
};

std::string_view name(OutcomeClass outcome) noexcept; ///< "ok", "not_backend", ...

/// Whether the intent is done with: the backend has decided.
bool isSettled(OutcomeClass outcome) noexcept;

struct Outcome {
    std::uint64_t sequence = 0; ///< of the intent; 0 = the whole exchange
    OutcomeClass outcome = OutcomeClass::Ok;
    std::string detail{}; ///< for a person: the backend's own words where it has any
    std::optional<Milliseconds> retryAfter{};
};

} // namespace durus::sync
