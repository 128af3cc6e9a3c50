// SPDX-License-Identifier: Apache-2.0
#include "TestDatabase.h"
#include "support/PostgresServer.h"

namespace durus::test {

std::string freshDatabase(const TempDir&) {
    return PostgresServer::shared().freshDatabase();
}

} // namespace durus::test
