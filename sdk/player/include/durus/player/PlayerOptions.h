// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Completion.h>

namespace durus::player {

struct PlayerOptions {
    /// A ProgressReported at most this often while playing, on our own clock; transitions always carry one.
    /// 5 s bounds what a kill -9 can lose of the resume position.
    Milliseconds progressInterval{5'000};
    /// No tick for longer than max(this, 3 x the observed gap) while playing is a stall: libVLC itself says
    /// nothing then.
    Milliseconds stallAfter{2'000};
    model::CompletionPolicy completion;
};

} // namespace durus::player
