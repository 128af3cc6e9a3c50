// SPDX-License-Identifier: Apache-2.0
#include "reference/Router.h"

#include <algorithm>

namespace durus::reference {

namespace {

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool isName(const std::string& segment) {
    return !segment.empty() && segment.front() == ':';
}

} // namespace

void Router::add(Route route) {
    Entry entry{.route = std::move(route)};
    entry.segments = split(entry.route.pattern);
    entry.fixed = static_cast<std::size_t>(std::count_if(entry.segments.begin(), entry.segments.end(),
                                                         [](const auto& s) { return !isName(s); }));
    const auto place = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& other) { return other.fixed < entry.fixed; });
    entries_.insert(place, std::move(entry));
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
    if (path.empty() || path.front() != '/') return {};
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    const std::vector<std::string> segments = split(path);
    for (const Entry& entry : entries_) {
        if (entry.route.method != wanted || entry.segments.size() != segments.size()) continue;
        Match match{.route = &entry.route};
        bool fits = true;
        for (std::size_t i = 0; fits && i < segments.size(); ++i) {
            if (isName(entry.segments[i])) {
                match.values.push_back(percentDecode(segments[i]));
                fits = !match.values.back().empty() && isUtf8(match.values.back());
            } else {
                fits = entry.segments[i] == segments[i];
            }
        }
        if (fits) return match;
    }
    return {};
}

} // namespace durus::reference
