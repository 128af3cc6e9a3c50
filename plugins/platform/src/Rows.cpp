// SPDX-License-Identifier: Apache-2.0
#include "Rows.h"

#include "Names.h"

#include <durus/abi/limits.h>

namespace platform {

namespace {

constexpr std::int64_t kMaxSeconds = DURUS_MAX_SPAN_MS / 1000;

std::optional<Row> toRow(const Json& row) {
    const auto updatedAt = toTimestamp(row["updatedAt"].text());
    if (!isName(row["listingId"].text()) || !updatedAt) return std::nullopt;
    Row out;
    out.listing = row["listingId"].text();
    out.updatedAt = *updatedAt;
    return out;
}

} // namespace

std::optional<Row> toProgressRow(const Json& row) {
    auto out = toRow(row);
    const auto position = row["positionSeconds"].integer(0, kMaxSeconds);
    if (!out || !position) return std::nullopt;
    out->positionMs = *position * 1000;
    out->durationMs = row["durationSeconds"].integer(0, kMaxSeconds).value_or(0) * 1000;
    out->completed = row["completedAt"].isText();
    return out;
}

std::optional<Row> toSavedRow(const Json& row) {
    auto out = toRow(row);
    if (!out) return std::nullopt;
    out->saved = row["savedAt"].isText() && !row["deletedAt"].isText();
    return out;
}

} // namespace platform
