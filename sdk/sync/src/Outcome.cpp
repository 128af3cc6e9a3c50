// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/Outcome.h>

namespace durus::sync {

std::string_view name(OutcomeClass outcome) noexcept {
    switch (outcome) {
    case OutcomeClass::Ok:
        return "ok";
    case OutcomeClass::Already:
        return "already";
    case OutcomeClass::Stale:
        return "stale";
    case OutcomeClass::InProgress:
        return "in_progress";
    case OutcomeClass::Unauthorized:
        return "unauthorized";
    case OutcomeClass::Throttled:
        return "throttled";
    case OutcomeClass::Transient:
        return "transient";
    case OutcomeClass::Permanent:
        return "permanent";
    case OutcomeClass::SuspectedPoison:
        return "suspected_poison";
    case OutcomeClass::NotBackend:
        return "not_backend";
    }
    return "transient";
}

bool isSettled(OutcomeClass outcome) noexcept {
    return outcome == OutcomeClass::Ok || outcome == OutcomeClass::Already || outcome == OutcomeClass::Stale;
}

} // namespace durus::sync
