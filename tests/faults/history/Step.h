// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Intent.h>

#include <string>
#include <vector>

namespace durus::faults {

/// What the way to the backend does to one exchange.
enum class Fault {
    None,
    LosesRequest,   ///< nothing arrives
    LosesAnswer,    ///< it is done, and nobody hears so
    Duplicates,     ///< it arrives twice
    Truncates,      ///< it is done, and the answer breaks off
    Error500,       ///< a server error that passes
    Deadlock,       ///< the platform's words for a deadlock
    Throttles,      ///< 429 with Retry-After
    Portal,         ///< a captive portal answers, with a calendar of its own
    LooksSignedOut, ///< 401, as the platform answers while its database is down
    DatabaseDown,   ///< the backend's database is down for this exchange
    Restarts,       ///< it is done, and the backend restarts before it answers
};
inline constexpr int kFaults = 12;

/// One thing that happens in a history. What a field means depends on `what`; the others are not used.
struct Step {
    enum class What {
        Act,          ///< a listener does something on a device
        Poison,       ///< a listener does something to a listing the backend does not know
        Pass,         ///< a device synchronises an account
        Wait,         ///< time goes by
        SetCalendar,  ///< a device's calendar is set, to the truth plus `span`
        LoseCalendar, ///< a device's calendar is set to what a box without a clock believes
        EndCalendar,  ///< a device's calendar is set to the last millisecond of the year 9999, and runs on
        Reboot,       ///< a device is switched off and on
    };

    What what = What::Wait;
    int device = 0;
    int account = 0;
    int listing = 0;
    model::IntentKind kind = model::IntentKind::Progress;
    Milliseconds span{0};
    std::vector<Fault> faults{}; ///< of the first exchanges of a pass, in order
    int crashAt = 0;             ///< of a pass: the boundary the process dies at; 0 = none
    int fullAt = 0;              ///< of a pass: the change from which on the disk is full; 0 = it never is
};

inline constexpr int kDevices = 2;
inline constexpr int kAccounts = 2;
inline constexpr int kListings = 6;

/// A line a person can follow.
std::string describe(const Step& step);

/// The history of a seed. Equal seeds give equal histories.
std::vector<Step> historyOf(std::uint64_t seed);

} // namespace durus::faults
