// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace durus::faults {

/// What the backend holds of a listing, in one of its two families.
struct Held {
    long position = 0;
    bool completed = false;
    bool favorite = false;
};
using Rows = std::map<std::string, Held>; ///< by listing

/// Reads the backend's answer, a JSON list.
Rows readRows(const std::string& answer);

} // namespace durus::faults
