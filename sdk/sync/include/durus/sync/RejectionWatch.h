// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <optional>

namespace durus::sync {

/// Tells an outage that looks like a log-out from a log-out: credentials count as refused only when the
/// backend, being well, has said so twice, tuning::kRejectionsApart from each other, and has not taken them
/// in between. Thread: one at a time.
class RejectionWatch {
public:
    /// The backend is well and refuses the credentials. Returns whether that is final.
    bool refused(MonotonicTime now);
    /// The backend took the credentials.
    void accepted() noexcept { first_.reset(); }

private:
    std::optional<MonotonicTime> first_;
};

} // namespace durus::sync
