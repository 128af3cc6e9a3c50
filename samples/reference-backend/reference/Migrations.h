// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Sqlite.h"

#include <durus/core/Time.h>

namespace durus::reference {

/// Brings the schema up to the version this program knows, each step in a transaction of its own.
/// Errors: durus::Error(NewerSchema) if a newer program has written the database.
void migrate(sqlite::Connection& connection, WallTime now);

} // namespace durus::reference
