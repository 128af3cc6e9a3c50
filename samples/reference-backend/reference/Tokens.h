// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Http.h"
#include "reference/Repository.h"

#include <map>
#include <string>
#include <string_view>

namespace durus::reference {

/// A bearer token given to a listener on the command line.
struct TokenGrant {
    std::string name;
    std::string token;
};

/// Knows which account a bearer token belongs to. Keeps digests, never the tokens. Thread: any, once filled.
class Tokens {
public:
    /// Opens the accounts of all grants in the repository.
    Tokens(const std::vector<TokenGrant>& grants, Repository& repository, WallTime now);

    /// The account for the value of an Authorization header; nullptr unless it is "Bearer" and a known token.
    const Account* find(std::string_view authorization) const;

private:
    std::map<std::string, Account> accountsByDigest_;
};

} // namespace durus::reference
