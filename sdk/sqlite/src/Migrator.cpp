// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/sqlite/Migrator.h>
#include <durus/sqlite/Transaction.h>

#include <string>

namespace durus::sqlite {

namespace {

std::int64_t number(Connection& connection, std::string_view sql) {
    Statement statement = connection.prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

void refuseForeign(Connection& connection, std::int64_t version, std::int32_t applicationId) {
    const std::int64_t owner = number(connection, "PRAGMA application_id");
    const bool empty =
        version == 0 && owner == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (owner == applicationId || empty) return;
    throw Error(ErrorCode::Corrupt, connection.file().string() + " is the database of another application",
                "use another data directory");
}

void refuseNewer(const Connection& connection, std::int64_t version, int known) {
    if (version <= known) return;
    throw Error(ErrorCode::NewerSchema,
                connection.file().string() + " has schema version " + std::to_string(version) +
                    ", but this program knows versions up to " + std::to_string(known),
                "install the version that wrote it, or a newer one; or use another data directory");
}

} // namespace

int migrate(Connection& connection, std::span<const Migration> migrations, std::int32_t applicationId) {
    const int known = migrations.empty() ? 0 : migrations.back().version;
    int applied = 0;
    for (;;) {
        std::int64_t version = number(connection, "PRAGMA user_version");
        refuseForeign(connection, version, applicationId);
        refuseNewer(connection, version, known);
        if (version == known) return applied;

        Transaction transaction(connection, TransactionKind::Immediate);
        // Another process may have been quicker while this one waited for the lock.
        if (number(connection, "PRAGMA user_version") != version) continue;
        const Migration& next = migrations[static_cast<std::size_t>(version)];
        connection.execute(std::string(next.sql));
        connection.execute("PRAGMA application_id=" + std::to_string(applicationId) +
                           "; PRAGMA user_version=" + std::to_string(next.version));
        transaction.commit();
        ++applied;
    }
}

} // namespace durus::sqlite
