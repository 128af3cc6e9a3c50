// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::mediaserver::feeds {

/// The podcast:guid of a feed: a UUID of version 5 in the namespace of the podcast namespace's specification
/// (ead4c236-bf58-58c6-a2c6-a6b28d128cb6). `path` without the leading slash; the host takes no part, because
/// a box has several names and its feeds are the same under each. Thread: pure.
std::string feedId(std::string_view path);

} // namespace durus::mediaserver::feeds
