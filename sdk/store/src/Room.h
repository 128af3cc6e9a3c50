// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "DiskReserve.h"

#include <durus/sqlite/Connection.h>
#include <durus/store/Store.h>

namespace durus::store {

/// The room that is left for what listeners do. While it is short, what they decided is still taken, and
/// reports of progress are not. Thread: one at a time.
class Room {
public:
    Room(const std::filesystem::path& dataDirectory, const StoreLimits& limits);

    /// Errors: Error(StorageFull) if there is none for this.
    void require(sqlite::Connection& connection, bool decision);
    /// After the disk refused something: whether it is worth another try, as the reserve was given up for it.
    bool makeFor(bool decision) noexcept { return decision && reserve_.release(); }
    /// Takes the reserve if it can be had.
    void hold() noexcept { reserve_.hold(); }
    bool isShort(sqlite::Connection& connection) const;

private:
    DiskReserve reserve_;
    std::uintmax_t databaseBytes_;
    std::uintmax_t bytesForDecisions_;
};

} // namespace durus::store
