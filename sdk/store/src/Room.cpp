// SPDX-License-Identifier: Apache-2.0
#include "Room.h"

#include <durus/core/Error.h>

namespace durus::store {

namespace {

std::uintmax_t number(sqlite::Connection& connection, std::string_view pragma) {
    sqlite::Statement row = connection.prepare(pragma);
    row.step();
    return static_cast<std::uintmax_t>(row.integer(0));
}

std::uintmax_t bytesInUse(sqlite::Connection& connection) {
    return (number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count")) *
           number(connection, "PRAGMA page_size");
}

std::string mebibytes(std::uintmax_t bytes) {
    return std::to_string(bytes / (1024 * 1024)) + " MiB";
}

} // namespace

Room::Room(const std::filesystem::path& dataDirectory, const StoreLimits& limits)
    : reserve_(dataDirectory / "reserve", limits.reserveBytes), databaseBytes_(limits.databaseBytes),
      bytesForDecisions_(limits.reserveBytes) {}

void Room::require(sqlite::Connection& connection, bool decision) {
    if (!reserve_.hold() && !decision)
        throw Error(ErrorCode::StorageFull,
                    "the disk is almost full: only completions and favourites are recorded",
                    "free some space on the disk of " + connection.file().parent_path().string());
    const std::uintmax_t bytes = bytesInUse(connection);
    if (bytes < databaseBytes_ || (decision && bytes < databaseBytes_ + bytesForDecisions_)) return;
    throw Error(ErrorCode::StorageFull,
                connection.file().string() + " has grown to its limit of " + mebibytes(databaseBytes_) +
                    (decision ? ", and beyond" : ": only completions and favourites are recorded"),
                "let the box reach its backend, or see with durusctl status what waits");
}

bool Room::isShort(sqlite::Connection& connection) const {
    return !reserve_.isThere() || bytesInUse(connection) >= databaseBytes_;
}

} // namespace durus::store
