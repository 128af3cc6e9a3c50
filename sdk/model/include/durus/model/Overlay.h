// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>
#include <durus/model/Progress.h>

#include <optional>
#include <span>

namespace durus::model {

/// What a person sees of a lane: the backend's last word with their own unconfirmed intents, in order of
/// sequence, laid over it. Never a merge: the device decides nothing.
/// Completed is monotone under Progress intents; only Uncompleted takes it back. An unknown duration hides no
/// known one, a Completed at position 0 keeps the position. Intents of the other family count for nothing.
std::optional<Progress> overlay(const std::optional<Progress>& authoritative,
                                std::span<const Intent> unconfirmed);

/// The same for favourites.
bool overlay(bool authoritativeFavorite, std::span<const Intent> unconfirmed);

} // namespace durus::model
