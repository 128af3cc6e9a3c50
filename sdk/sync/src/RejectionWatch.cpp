// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/RejectionWatch.h>
#include <durus/sync/SyncTuning.h>

namespace durus::sync {

bool RejectionWatch::refused(MonotonicTime now) {
    if (!first_) first_ = now;
    return now - *first_ >= tuning::kRejectionsApart;
}

} // namespace durus::sync
