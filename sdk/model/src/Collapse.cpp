// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Collapse.h>

namespace durus::model {

namespace {

bool isOneLane(const Intent& a, const Intent& b) noexcept {
    return a.account == b.account && a.listing == b.listing && familyOf(a.kind) == familyOf(b.kind);
}

/// A stamp that went back would lose against the earlier intent at a backend where the newer one wins, and
/// an unknown duration would hide a known one.
bool saysNoLess(const Intent& later, const Intent& earlier) noexcept {
    return later.occurredAt >= earlier.occurredAt &&
           (later.duration > Milliseconds{0} || earlier.duration <= Milliseconds{0});
}

} // namespace

bool supersedes(const Intent& later, const Intent& earlier) noexcept {
    return later.kind == IntentKind::Progress && earlier.kind == IntentKind::Progress &&
           isOneLane(later, earlier) && saysNoLess(later, earlier);
}

} // namespace durus::model
