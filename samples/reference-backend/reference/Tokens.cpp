// SPDX-License-Identifier: Apache-2.0
#include "reference/Tokens.h"

#include "reference/StableId.h"

#include <Poco/String.h>

namespace durus::reference {

Tokens::Tokens(const std::vector<TokenGrant>& grants, Repository& repository, WallTime now) {
    for (const TokenGrant& grant : grants)
        accountsByDigest_[sha256Hex(grant.token)] = repository.openAccount(grant.name, now);
}

const Account* Tokens::find(std::string_view authorization) const {
    constexpr std::string_view kScheme = "bearer ";
    if (authorization.size() <= kScheme.size()) return nullptr;
    if (Poco::toLower(std::string(authorization.substr(0, kScheme.size()))) != kScheme) return nullptr;
    const auto found = accountsByDigest_.find(sha256Hex(authorization.substr(kScheme.size())));
    return found == accountsByDigest_.end() ? nullptr : &found->second;
}

} // namespace durus::reference
