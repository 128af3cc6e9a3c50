// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace durus::sqlite {

/// A step of a schema from the version before to `version`.
struct Migration {
    int version = 0; ///< 1, 2, 3, ... without gaps
    std::string_view name;
    std::string_view sql;
};

/// Brings the schema up to the last of `migrations`, each in a transaction of its own; returns how many were
/// applied. Several processes may do so at once. `applicationId` marks the file as ours.
/// Errors: Error(NewerSchema) naming both versions if the file is beyond the last one; Error(Corrupt) if the
/// file is another application's database; as Connection.
int migrate(Connection& connection, std::span<const Migration> migrations, std::int32_t applicationId);

} // namespace durus::sqlite
