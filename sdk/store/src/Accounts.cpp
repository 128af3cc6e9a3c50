// SPDX-License-Identifier: Apache-2.0
#include "Names.h"
#include "TokenSeal.h"
#include "WipedRows.h"

#include <durus/core/Error.h>
#include <durus/sqlite/Database.h>
#include <durus/store/Accounts.h>

namespace durus::store {

namespace {

using sqlite::Transaction;
using sqlite::TransactionKind;

constexpr std::string_view kBackends = "SELECT name, codec, url, ca_file FROM backend ";
constexpr std::string_view kSignedIn = "(backend IS NULL OR token IS NOT NULL)";

model::Backend readBackend(const sqlite::Statement& row) {
    return {row.id<model::BackendName>(0), row.text(1), row.text(2), row.text(3)};
}

std::optional<model::Backend> findBackend(sqlite::Connection& db, const model::BackendName& name) {
    sqlite::Statement row = db.query(std::string(kBackends) + "WHERE name = ?1", name);
    if (!row.step()) return std::nullopt;
    return readBackend(row);
}

std::optional<model::Account> findAccount(sqlite::Connection& db, const model::AccountName& name) {
    sqlite::Statement row =
        db.query("SELECT name, backend FROM account WHERE name = ?1 AND " + std::string(kSignedIn), name);
    if (!row.step()) return std::nullopt;
    return model::Account{row.id<model::AccountName>(0), row.id<model::BackendName>(1)};
}

model::Account requireAccount(sqlite::Connection& db, const model::AccountName& name) {
    const auto account = findAccount(db, name);
    if (!account)
        throw Error(ErrorCode::NotFound, "there is no account " + name.str(),
                    "see the accounts there are with: durusctl account list");
    return *account;
}

/// What a backend has not confirmed yet.
struct Unsent {
    std::int64_t pending = 0; ///< superseded ones, which go with those that superseded them, not counted
    std::int64_t quarantined = 0;

    bool any() const noexcept { return pending + quarantined > 0; }
};

Unsent unsentEntries(sqlite::Connection& db, const model::AccountName& name) {
    sqlite::Statement row = db.query(
        "SELECT count(*) FILTER (WHERE state IN ('pending', 'in_batch')), "
        "count(*) FILTER (WHERE state = 'quarantined') FROM delivery WHERE account = ?1 AND ended = 0",
        name);
    row.step();
    return {row.integer(0), row.integer(1)};
}

void discardEntries(sqlite::Connection& db, const model::AccountName& name) {
    db.run("UPDATE delivery SET state = 'discarded', ended = 1, batch = NULL, superseded_by = NULL "
           "WHERE account = ?1 AND ended = 0",
           name);
    db.run("DELETE FROM batch WHERE account = ?1", name);
}

void forget(sqlite::Connection& db, const model::AccountName& name) {
    db.run("DELETE FROM account WHERE name = ?1", name);
    db.run("DELETE FROM progress WHERE account = ?1", name);
    db.run("DELETE FROM favorite WHERE account = ?1", name);
}

/// The backend of a signed-out account whose entries wait.
std::optional<model::BackendName> waitingFor(sqlite::Connection& db, const model::AccountName& name) {
    sqlite::Statement row = db.query(
        "SELECT backend FROM account WHERE name = ?1 AND backend IS NOT NULL AND token IS NULL", name);
    if (!row.step()) return std::nullopt;
    return row.id<model::BackendName>(0);
}

} // namespace

Accounts::Accounts(sqlite::Database& database, std::filesystem::path keyFile)
    : database_(database), keyFile_(std::move(keyFile)) {}

void Accounts::addBackend(const model::Backend& backend) {
    requireName("backend", backend.name.str());
    if (backend.codec.empty())
        throw Error(ErrorCode::InvalidInput, "backend " + backend.name.str() + " needs a codec",
                    "name the plugin that speaks its API, such as platform");
    const std::string url = requireUrl(backend.url);
    auto db = database_.writer();
    if (db->run("INSERT INTO backend(name, codec, url, ca_file) VALUES(?1, ?2, ?3, ?4) "
                "ON CONFLICT DO NOTHING",
                backend.name, backend.codec, url, backend.caFile) == 0)
        throw Error(ErrorCode::AlreadyExists, "there is a backend " + backend.name.str() + " already",
                    "choose another name, or remove that one first");
}

std::vector<model::Backend> Accounts::backends() {
    auto db = database_.reader();
    std::vector<model::Backend> backends;
    sqlite::Statement row = db->query(std::string(kBackends) + "ORDER BY name");
    while (row.step())
        backends.push_back(readBackend(row));
    return backends;
}

std::optional<model::Backend> Accounts::backend(const model::BackendName& name) {
    auto db = database_.reader();
    return findBackend(*db, name);
}

void Accounts::removeBackend(const model::BackendName& name) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    if (!findBackend(*db, name)) throw Error(ErrorCode::NotFound, "there is no backend " + name.str());
    {
        sqlite::Statement row = db->query("SELECT name FROM account WHERE backend = ?1", name);
        if (row.step())
            throw Error(ErrorCode::WrongState, "account " + row.text(0) + " belongs to backend " + name.str(),
                        "remove the account first; actions it has not sent yet keep it");
    }
    db->run("DELETE FROM backend WHERE name = ?1", name);
    db->run("UPDATE listing SET withdrawn = 1 WHERE backend = ?1", name);
    db->run("UPDATE scholar SET withdrawn = 1 WHERE backend = ?1", name);
    db->run("UPDATE topic SET withdrawn = 1 WHERE backend = ?1", name);
    db->run("UPDATE revision SET number = number + 1");
    transaction.commit();
}

void Accounts::addAccount(const model::Account& account, std::string_view token) {
    requireName("account", account.name.str());
    const std::string& name = account.name.str();
    if (account.backend.empty() != token.empty())
        throw Error(ErrorCode::InvalidInput, account.backend.empty()
                                                 ? "account " + name + " has a token but no backend"
                                                 : "the token of account " + name + " is empty");
    std::optional<std::string> sealed;
    if (!token.empty()) sealed = TokenSeal(keyFile_).seal(name, token);

    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    if (sealed && !findBackend(*db, account.backend))
        throw Error(ErrorCode::NotFound, "there is no backend " + account.backend.str(),
                    "add it first: durusctl backend add");
    if (findAccount(*db, account.name))
        throw Error(ErrorCode::AlreadyExists, "there is an account " + name + " already",
                    "choose another name, or remove that one first");
    const auto waiting = waitingFor(*db, account.name);
    if (waiting && *waiting != account.backend)
        throw Error(ErrorCode::AlreadyExists,
                    "actions of an account " + name + " still wait for backend " + waiting->str(),
                    "choose another name");
    const std::optional<std::string> backend = sealed ? std::optional(account.backend.str()) : std::nullopt;
    std::optional<sqlite::Blob> blob;
    if (sealed) blob = sqlite::Blob{*sealed};
    db->run("INSERT INTO account(name, backend, token) VALUES(?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET token = ?3, refused = 0",
            account.name, backend, blob);
    transaction.commit();
}

void Accounts::replaceToken(const model::AccountName& name, std::string_view token) {
    if (token.empty())
        throw Error(ErrorCode::InvalidInput, "the token of account " + name.str() + " is empty");
    const std::string sealed = TokenSeal(keyFile_).seal(name.str(), token);
    auto db = database_.writer();
    WipedRows wiped(*db);
    if (requireAccount(*db, name).backend.empty())
        throw Error(ErrorCode::InvalidInput, "account " + name.str() + " belongs to no backend");
    db->run("UPDATE account SET token = ?2, refused = 0 WHERE name = ?1 AND token IS NOT NULL", name,
            sqlite::Blob{sealed});
    wiped.truncateLog();
}

std::vector<model::Account> Accounts::accounts() {
    auto db = database_.reader();
    std::vector<model::Account> accounts;
    sqlite::Statement row =
        db->query("SELECT name, backend FROM account WHERE " + std::string(kSignedIn) + " ORDER BY name");
    while (row.step())
        accounts.push_back({row.id<model::AccountName>(0), row.id<model::BackendName>(1)});
    return accounts;
}

std::optional<model::Account> Accounts::account(const model::AccountName& name) {
    auto db = database_.reader();
    return findAccount(*db, name);
}

void Accounts::removeAccount(const model::AccountName& name, UnsentEntries entries) {
    if (name == model::kLocalAccount)
        throw Error(ErrorCode::InvalidInput, "the account local always exists and cannot be removed");
    auto db = database_.writer();
    WipedRows wiped(*db);
    Transaction transaction(*db, TransactionKind::Immediate);
    if (!waitingFor(*db, name)) requireAccount(*db, name);
    if (entries == UnsentEntries::Discard) discardEntries(*db, name);
    const Unsent unsent = unsentEntries(*db, name);
    if (unsent.any() && entries == UnsentEntries::Refuse)
        throw Error(ErrorCode::WrongState,
                    "account " + name.str() + " has " + std::to_string(unsent.pending) + " pending and " +
                        std::to_string(unsent.quarantined) + " quarantined entries",
                    "say what becomes of them: --deliver sends them first, --keep has them wait until the "
                    "account is added again, --discard gives them up");
    if (unsent.any())
        db->run("UPDATE account SET token = NULL, cursor = '' WHERE name = ?1", name);
    else
        forget(*db, name);
    transaction.commit();
    wiped.truncateLog();
}

bool Accounts::isRefused(const model::AccountName& name) {
    auto db = database_.reader();
    sqlite::Statement row = db->query("SELECT refused FROM account WHERE name = ?1", name);
    return row.step() && row.integer(0) != 0;
}

void Accounts::setRefused(const model::AccountName& name, bool refused) {
    auto db = database_.writer();
    db->run("UPDATE account SET refused = ?2 WHERE name = ?1 AND refused IS NOT ?2", name, refused);
}

std::string Accounts::token(const model::AccountName& name) {
    std::string sealed;
    {
        auto db = database_.reader();
        requireAccount(*db, name);
        sqlite::Statement row = db->query("SELECT token FROM account WHERE name = ?1", name);
        if (row.step()) sealed = row.text(0);
    }
    if (sealed.empty())
        throw Error(ErrorCode::WrongState,
                    "account " + name.str() + " belongs to no backend and has no token");
    return TokenSeal(keyFile_).unseal(name.str(), sealed);
}

model::AccountName Accounts::resolve(const std::optional<model::AccountName>& name) {
    auto db = database_.reader();
    if (name) return requireAccount(*db, *name).name;
    std::vector<std::string> choices;
    sqlite::Statement row = db->query("SELECT name FROM account WHERE token IS NOT NULL ORDER BY name");
    while (row.step())
        choices.push_back(row.text(0));
    if (choices.empty()) return model::kLocalAccount;
    if (choices.size() == 1) return model::AccountName{choices.front()};
    std::string list;
    for (const std::string& choice : choices)
        list += (list.empty() ? "" : ", ") + choice;
    throw Error(ErrorCode::InvalidInput, "there are several accounts: " + list,
                "say which one is meant, with --account NAME");
}

std::optional<Milliseconds> Accounts::clockOffset(const model::BackendName& name) {
    auto db = database_.reader();
    sqlite::Statement row = db->query("SELECT clock_offset_ms FROM backend WHERE name = ?1", name);
    if (!row.step() || row.isNull(0)) return std::nullopt;
    return row.milliseconds(0);
}

void Accounts::setClockOffset(const model::BackendName& name, Milliseconds offset) {
    auto db = database_.writer();
    db->run("UPDATE backend SET clock_offset_ms = ?2 WHERE name = ?1 AND clock_offset_ms IS NOT ?2", name,
            offset);
}

std::vector<sync::BootTime> Accounts::bootTimes(const model::BackendName& name) {
    auto db = database_.reader();
    sqlite::Statement row = db->query("SELECT boot_id, at_zero_ms FROM boot_time WHERE backend = ?1", name);
    std::vector<sync::BootTime> boots;
    while (row.step())
        boots.push_back({row.text(0), row.wall(1)});
    return boots;
}

void Accounts::rememberBoot(const model::BackendName& name, const sync::BootTime& boot) {
    auto db = database_.writer();
    sqlite::Transaction transaction(*db, sqlite::TransactionKind::Immediate);
    const auto changed = db->run("INSERT INTO boot_time(backend, boot_id, at_zero_ms) VALUES(?1, ?2, ?3) "
                                 "ON CONFLICT DO UPDATE SET at_zero_ms = ?3 WHERE at_zero_ms <> ?3",
                                 name, boot.bootId, boot.atZero);
    if (changed == 0) return;
    db->run("DELETE FROM boot_time WHERE backend = ?1 AND boot_id <> ?2 AND NOT EXISTS("
            "SELECT 1 FROM delivery d JOIN intent i ON i.sequence = d.sequence "
            "WHERE d.ended = 0 AND d.backend = boot_time.backend AND i.boot_id = boot_time.boot_id)",
            name, boot.bootId);
    transaction.commit();
}

} // namespace durus::store
