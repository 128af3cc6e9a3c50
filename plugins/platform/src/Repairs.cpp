// SPDX-License-Identifier: Apache-2.0
#include "Repairs.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace platform {

using durus::plugin_kit::Request;

namespace {

bool isFromTheFuture(const Row& row, std::optional<Timestamp> now) {
    return now && row.updatedAt > *now + kAhead;
}

bool isDroppedCompletion(const Item& item, const Row& row) {
    return item.completedAt && !row.completed;
}

Item completedBeside(const Item& item, const Row& row) {
    Item again = item;
    again.positionMs = row.positionMs;
    again.completedAt = again.updatedAt = row.updatedAt;
    return again;
}

} // namespace

std::vector<Request> repairsOf(const Family& family, const std::vector<Item>& items, const Json& rows,
                               std::optional<Timestamp> now) {
    std::unordered_map<std::string_view, const Item*> sent;
    for (const Item& item : items)
        sent.emplace(item.listing, &item);
    std::vector<Item> completions;
    std::vector<Request> repairs;
    for (const Json& json : rows.items()) {
        const auto row = family.toRow(json);
        if (!row) continue;
        const auto found = sent.find(row->listing);
        if (found == sent.end() || row->updatedAt <= found->second->updatedAt) continue;
        const Item& item = *found->second;
        if (isFromTheFuture(*row, now) && !item.slug.empty())
            repairs.push_back(family.makeSingleWrite(item));
        else if (isDroppedCompletion(item, *row))
            completions.push_back(completedBeside(item, *row));
    }
    std::sort(completions.begin(), completions.end(),
              [](const Item& a, const Item& b) { return a.listing < b.listing; });
    if (!completions.empty()) repairs.push_back(makeWrite(family, completions));
    return repairs;
}

Request makeWrite(const Family& family, const std::vector<Item>& items) {
    std::string body = "{\"items\":[";
    for (const Item& item : items) {
        if (body.back() != '[') body += ',';
        family.append(body, item);
    }
    body += "]}";
    return {"POST",
            std::string(family.writePath),
            {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
            std::move(body)};
}

} // namespace platform
