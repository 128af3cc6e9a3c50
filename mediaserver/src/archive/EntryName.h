// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::mediaserver::archive {

/// The name of a lesson as a file, "01 - title.mp3", that every system can hold: one line of UTF-8, none of
/// the characters Windows forbids, no dot or blank at the end of the title, which is cut at 150 bytes between
/// characters. Thread: pure.
std::string entryName(std::size_t number, std::string_view title, std::string_view extension);

} // namespace durus::mediaserver::archive
