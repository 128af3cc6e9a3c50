// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/model/PlaybackEvent.h>
#include <durus/store/Library.h>

#include <functional>
#include <optional>
#include <vector>

namespace durus::mediaserver::api {

/// Records what people do on paired devices, by the way the box's own player goes: journal, translators,
/// outbox. What was collected is durable once commit() returns.
/// Thread: one; short-lived.
class ListenerActions {
public:
    /// Makes events durable and has them translated. Blocks.
    using Record = std::function<void(const std::vector<model::PlaybackEvent>&)>;

    ListenerActions(const Record& record, const Clock& clock, Random& random,
                    const model::AccountName& account)
        : record_(record), clock_(clock), random_(random), account_(account) {}

    /// `at`: when the listener acted, by this box's calendar; none, or later than now = now. It is placed by
    /// how long ago that is, so that a box with a wrong calendar still sends the right time.
    void add(const model::ListingId& listing, const model::PlaybackEvent::Body& body,
             std::optional<WallTime> at = std::nullopt);

    /// Records them by when they happened. Errors: Error(StorageFull), Error(StorageFailure);
    /// Error(Unsupported) if the account's backend has no such action.
    void commit();

private:
    const Record& record_;
    const Clock& clock_;
    Random& random_;
    const model::AccountName& account_;
    std::vector<model::PlaybackEvent> events_;
};

} // namespace durus::mediaserver::api
