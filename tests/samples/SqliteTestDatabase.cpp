// SPDX-License-Identifier: Apache-2.0
#include "TestDatabase.h"

namespace durus::test {

std::string freshDatabase(const TempDir& directory) {
    return directory / "backend.sqlite";
}

} // namespace durus::test
