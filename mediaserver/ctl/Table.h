// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace durus::ctl {

/// How many terminal cells a text takes: combining marks take none.
std::size_t cellWidth(std::string_view utf8);

/// "1:02:03", "7:05"; "-" for a time that is not known (zero).
std::string clockText(long long milliseconds);

/// Columns for people: as wide as their widest cell, separated by two spaces.
class Table {
public:
    explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}

    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    bool empty() const noexcept { return rows_.empty(); }
    void print(std::ostream& out) const;

private:
    std::vector<std::string> heads_;
    std::vector<std::vector<std::string>> rows_;
};

} // namespace durus::ctl
