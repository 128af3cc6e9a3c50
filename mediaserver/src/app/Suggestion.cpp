// SPDX-License-Identifier: Apache-2.0
#include "app/Suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace durus::mediaserver {

namespace {

// How many letters have to be put in, taken out or changed.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

} // namespace

std::string_view nearestWord(std::string_view word, std::span<const std::string_view> known) {
    std::string_view nearest;
    std::size_t least = std::max<std::size_t>(2, word.size() / 2) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t steps = distance(word, candidate);
        if (steps >= least) continue;
        least = steps;
        nearest = candidate;
    }
    return nearest;
}

} // namespace durus::mediaserver
