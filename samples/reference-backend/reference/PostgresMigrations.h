// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Postgres.h"

#include <durus/core/Time.h>

namespace durus::reference {

/// Brings the schema up to the version this program knows, in the transaction that is open. Of several
/// programs that start at once one does it, and the others wait for it.
/// Errors: durus::Error(NewerSchema) if a newer program has written the database.
void migrate(postgres::Connection& connection, WallTime now);

} // namespace durus::reference
