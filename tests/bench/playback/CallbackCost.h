// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::bench {

/// How long a backend's thread is held up to hand over one signal, in microseconds.
struct CallbackCost {
    double median = 0;
    double p99 = 0;
};

/// Hands ticks to a Player from a thread of its own, as libVLC's input thread does, with the player's thread
/// asleep each time (`idle`) or busy with the ticks before.
CallbackCost measureCallback(bool idle);

} // namespace durus::bench
