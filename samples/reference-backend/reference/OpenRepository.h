// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"

#include <memory>
#include <string>

namespace durus::reference {

/// Opens what `database` names: "postgresql://..." a database of PostgreSQL, anything else a file of SQLite.
/// Errors: as PostgresRepository and SqliteRepository.
std::unique_ptr<Repository> openRepository(const std::string& database, WallTime now);

} // namespace durus::reference
