// SPDX-License-Identifier: Apache-2.0
#include "reference/OpenRepository.h"

#include "reference/PostgresRepository.h"
#include "reference/SqliteRepository.h"

namespace durus::reference {

std::unique_ptr<Repository> openRepository(const std::string& database, WallTime now) {
    if (database.starts_with("postgresql://") || database.starts_with("postgres://"))
        return std::make_unique<PostgresRepository>(database, now);
    return std::make_unique<SqliteRepository>(database, now);
}

} // namespace durus::reference
