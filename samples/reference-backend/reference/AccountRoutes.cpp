// SPDX-License-Identifier: Apache-2.0
#include "reference/AccountRoutes.h"

#include "reference/JsonReply.h"
#include "reference/StableId.h"

#include <durus/core/IsoTime.h>

#include <chrono>

namespace durus::reference {

namespace {

constexpr std::chrono::days kSessionLife{7};

/// Accounts of this backend have no mailbox; example.org is reserved for saying so (RFC 2606).
std::string emailOf(const Account& account) {
    return percentEncode(account.name) + "@example.org";
}

Response profile(const Account& account) {
    Poco::JSON::Array roles;
    roles.add("Listener");
    Poco::JSON::Object json = orderedObject();
    json.set("id", account.id);
    json.set("email", emailOf(account));
    json.set("displayName", account.name);
    json.set("emailVerified", true);
    json.set("roles", roles);
    json.set("rules", Poco::JSON::Array());
    json.set("createdAt", toIso8601(account.createdAt));
    json.set("updatedAt", toIso8601(account.createdAt));
    return jsonReply(json);
}

Response session(const Account* account, WallTime now) {
    if (!account) {
        Response response = emptyReply(200);
        response.contentType = "application/json";
        response.body = "null";
        return response;
    }
    Poco::JSON::Object user = orderedObject();
    user.set("id", account->id);
    user.set("name", account->name);
    user.set("email", emailOf(*account));
    user.set("emailVerified", true);
    user.set("createdAt", toIso8601(account->createdAt));
    user.set("updatedAt", toIso8601(account->createdAt));
    Poco::JSON::Object entry = orderedObject();
    entry.set("id", stableUuid("session", account->id));
    entry.set("userId", account->id);
    entry.set("expiresAt", toIso8601(now + kSessionLife));
    Poco::JSON::Object json = orderedObject();
    json.set("user", user);
    json.set("session", entry);
    return jsonReply(json);
}

} // namespace

void addAccountRoutes(Router& router, const Tokens& tokens, const TroubledDatabase& database,
                      const Quirks& quirks, const Clock& clock) {
    router.add({.method = "GET",
                .pattern = "/account/profile",
                .access = Access::Personal,
                .handler = [&tokens](const Request& request, const PathValues&) {
                    return profile(*tokens.find(request.header("Authorization")));
                }});
    router.add({.method = "GET",
                .pattern = "/api/auth/get-session",
                .handler = [&](const Request& request, const PathValues&) {
                    const bool isLost = quirks.has(Quirk::OutageLooksLikeSignOut) && database.isDown();
                    return session(isLost ? nullptr : tokens.find(request.header("Authorization")),
                                   clock.wall());
                }});
}

} // namespace durus::reference
