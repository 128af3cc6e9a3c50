// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Intent.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace durus::faults {

/// Something a listener did, as it truly happened. Its number tells it from all others, and is the position
/// it reports, in seconds.
struct Deed {
    long number = 0;
    int device = 0;
    int account = 0;
    std::string listing;
    model::IntentKind kind = model::IntentKind::Progress;
    WallTime when;      ///< the backend's calendar, which is the truth
    std::string bootId; ///< of the device
};

/// What the backend must hold in the end, worked out from the deeds alone, without a line of the SDK: for
/// each listing the deed that truly came last, and completed if anybody completed it.
class ReferenceModel {
public:
    void add(Deed deed) { deeds_.push_back(std::move(deed)); }
    const std::vector<Deed>& deeds() const { return deeds_; }
    const Deed* find(long number) const;

    struct Expected {
        int account = 0;
        std::string listing;
        /// Numbers of the deeds that may be the last one. More than one only where nobody can know: a boot
        /// that never heard the backend cannot say when it did something.
        std::set<long> last;
        bool completed = false;
    };
    /// `known`: the boots that have heard the backend.
    std::vector<Expected> expected(model::IntentFamily family, const std::set<std::string>& known) const;

private:
    std::vector<Deed> deeds_;
};

} // namespace durus::faults
