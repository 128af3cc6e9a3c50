// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/store/Store.h>

#include <cstddef>
#include <string>

namespace durus::bench {

/// Fills a store with a catalogue of lectures that nobody gave, Arabic and English, half of them in series.
void addLectures(store::Store& store, std::size_t count);

/// What somebody types who looks for one of them: one or two words, the last one perhaps only begun.
std::string queryNumber(std::size_t number);

} // namespace durus::bench
