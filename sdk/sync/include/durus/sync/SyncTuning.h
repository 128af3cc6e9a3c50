// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstddef>

/// Every number the synchronisation is tuned with, and why it is what it is.
namespace durus::sync::tuning {

/// Pending intents looked at in one go: enough that collapsing sees a day of listening at once, little enough
/// to be held in memory on a small box.
inline constexpr std::size_t kScanLimit = 5'000;

/// Intents of one batch, however many the backend would take: 0.3 ms each were measured there, so that a
/// batch is answered well before any gateway loses patience.
inline constexpr std::size_t kMaxBatch = 1'000;

/// Tries of a batch that the backend refuses as a whole before it is taken apart: a deadlock or a restart
/// passes within two.
inline constexpr int kPoisonTries = 3;

/// Tries before an intent is quarantined that never had a sibling whose success would show that the backend
/// is well: with the backoff below, about half an hour of refusals.
inline constexpr int kLonePoisonTries = 12;

/// Probes in a row that may fail, beyond the depth of the bisection, before a refusal of everything is taken
/// for an outage and left for later.
inline constexpr int kFruitlessProbes = 8;

/// Requests of one exchange. A codec that asks for more is running in circles.
inline constexpr int kMaxPushRequests = 1'000;
inline constexpr int kMaxPullRequests = 10'000;
inline constexpr int kMaxCatalogueRequests = 1'000'000;

/// Sends of one catalogue request, which is harmless to repeat: one lost packet must not cost a long walk.
inline constexpr int kCatalogueTries = 3;

/// Age of a backend's Date header beyond what its clock says: 0.8 to 1.6 s were measured (the header is
/// cached, and whole seconds only).
inline constexpr Milliseconds kDateLag{1'600};

/// A calendar that shows an earlier time was not set since the box was switched on: no box ran this software
/// before. 2023-01-01.
inline constexpr WallTime kFirstPlausible{Milliseconds{1'672'531'200'000}};

/// How long a pass may stand still before another process takes over: a crash is made good within seconds,
/// and no scheduler holds a healthy one up for that long ...
inline constexpr Milliseconds kLeaseTerm{5'000};
/// ... as it renews its lease three times as often.
inline constexpr Milliseconds kLeaseRenewal{1'500};
/// Between two looks of a process that waits for its turn: a person who waits does not notice it.
inline constexpr Milliseconds kLeasePoll{200};

/// What is pending is delivered within this time, or the watchdog says why not: the debounce, a pass, and two
/// tries more after failures that pass.
inline constexpr Milliseconds kDrainWithin{120'000};
/// Silence within a pass after which it is broken off: no single request may take as long.
inline constexpr Milliseconds kStuckPass{180'000};

/// From the first intent to its pass, so that intents that come together leave together.
inline constexpr Milliseconds kDebounce{2'000};

/// Between the end of a pass and one that only unimportant intents or a link that came up ask for: a
/// listener's ticks come every few seconds, and the backend counts 100 requests a minute for a whole house.
inline constexpr Milliseconds kPassGap{10'000};

/// From a link that came up to a try over it: address, route and name server come within about a second.
inline constexpr Milliseconds kLinkSettles{1'000};

/// Between two pulls while all is well: what another device did shows here within five minutes.
inline constexpr Milliseconds kPullPeriod{300'000};

/// Backoff with full jitter after a failure that passes by itself ...
inline constexpr Milliseconds kRetryBase{2'000};
/// ... and after one that more likely asks for a person (401, captive portal).
inline constexpr Milliseconds kSlowRetryBase{30'000};
/// No connection stays untried for longer, however long the outage.
inline constexpr Milliseconds kRetryCap{900'000};

/// Between the first and the last time a backend that is well has to refuse credentials before they are no
/// longer used: longer than a restart of it and its database takes.
inline constexpr Milliseconds kRejectionsApart{600'000};
/// Requests of one such question.
inline constexpr int kMaxRejectionRequests = 10;

/// A 429 without Retry-After: the backend's window.
inline constexpr Milliseconds kThrottleWindow{60'000};
/// Added at random to a Retry-After, so that a house full of boxes does not come back in one second.
inline constexpr Milliseconds kRetryAfterJitter{5'000};
/// The longest Retry-After believed: a wrong one must not silence a box for years.
inline constexpr Milliseconds kRetryAfterCap{86'400'000};

} // namespace durus::sync::tuning
