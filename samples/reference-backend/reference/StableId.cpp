// SPDX-License-Identifier: Apache-2.0
#include "reference/StableId.h"

#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

namespace durus::reference {

std::string sha256Hex(std::string_view data) {
    Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
    engine.update(data.data(), data.size());
    return Poco::DigestEngine::digestToHex(engine.digest());
}

std::string stableUuid(std::string_view kind, std::string_view name) {
    const std::string hash = sha256Hex(std::string(kind) + '\n' + std::string(name));
    return hash.substr(0, 8) + '-' + hash.substr(8, 4) + "-8" + hash.substr(13, 3) + "-8" +
           hash.substr(17, 3) + '-' + hash.substr(20, 12);
}

} // namespace durus::reference
