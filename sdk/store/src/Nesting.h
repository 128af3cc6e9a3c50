// SPDX-License-Identifier: Apache-2.0
#pragma once

/// How deep series and collections nest at most, as SQL text; what lies deeper is not counted as held. It
/// also bounds the walk through a catalogue whose listings hold each other in a circle.
#define DURUS_DEEPEST_NESTING "4"

namespace durus::store {

inline constexpr int kDeepestNesting = 4;

} // namespace durus::store
