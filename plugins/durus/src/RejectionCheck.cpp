// SPDX-License-Identifier: Apache-2.0
#include "RejectionCheck.h"

#include "Verdict.h"
#include "WireState.h"

namespace wire {

using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;

std::optional<Request> RejectionCheck::step(const Response* answer, Results& results) {
    if (answer == nullptr)
        return Request{"GET", "/durus/v1/changes?limit=1", {{"Accept", "application/json"}}, {}};
    platform::Json content;
    const auto verdict = platform::judgeRead(*answer, content);
    if (!verdict) return std::nullopt;
    if (verdict->outcome != Outcome::Unauthorized)
        results.failure(verdict->outcome, verdict->detail, verdict->retryAfter);
    else if (problemCode(answer->body()) == "invalid_token")
        results.failure(Outcome::Unauthorized, "the backend does not know this token");
    else
        results.failure(Outcome::Transient, "refused, but not for its token: " + verdict->detail);
    return std::nullopt;
}

} // namespace wire
