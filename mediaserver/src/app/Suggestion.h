// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace durus::mediaserver {

/// The known word that is spelt most like `word`; empty if none is like it at all.
std::string_view nearestWord(std::string_view word, std::span<const std::string_view> known);

} // namespace durus::mediaserver
