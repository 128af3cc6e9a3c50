// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/TempDir.h"

#include <string>

namespace durus::test {

/// An empty database for a backend under test, as --database takes it. The suite links one of two: a file of
/// SQLite in `directory`, or a database of the PostgreSQL server of the tests.
std::string freshDatabase(const TempDir& directory);

} // namespace durus::test
