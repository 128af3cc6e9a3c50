// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::feeds {

/// One feed as an outline of OPML names it.
struct Outline {
    std::string title;
    std::string feed; ///< absolute
    std::string page; ///< absolute
};

/// The feeds as OPML 2.0. Thread: pure.
std::string toOpml(std::string_view title, const std::vector<Outline>& outlines);

} // namespace durus::mediaserver::feeds
