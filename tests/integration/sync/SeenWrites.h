// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// A request to write, as a line saw it.
struct SeenWrite {
    std::string text; ///< all of it that came
    std::string key;  ///< empty if it broke off before that
    std::string body;
    bool isWhole = false;
};

/// The writes among the requests of a line.
std::vector<SeenWrite> writesOf(const std::vector<std::string>& requests);

/// What is wrong with the writes of one account of one box, a line each: a write that was begun is followed
/// by nothing but itself, byte for byte, until it has been said whole; no key and no item comes back once
/// another was sent; the positions of a listing only grow. `latest`: the time a stamp may not lie beyond, ISO
/// 8601.
std::vector<std::string> faultsOf(const std::vector<SeenWrite>& writes, const std::string& latest);
