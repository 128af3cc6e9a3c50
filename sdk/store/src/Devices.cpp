// SPDX-License-Identifier: Apache-2.0
#include "Sha256.h"

#include <durus/core/Error.h>
#include <durus/core/Uuid.h>
#include <durus/sqlite/Database.h>
#include <durus/store/Devices.h>

#include <algorithm>
#include <chrono>

namespace durus::store {

namespace {

using sqlite::Transaction;
using sqlite::TransactionKind;

constexpr std::uint64_t kCodes = 1'000'000;
constexpr int kDigits = 6;
constexpr int kTokenWords = 4;
constexpr std::size_t kMaxName = 64;
constexpr Milliseconds kSeenPrecision = std::chrono::hours{24};
constexpr std::string_view kDevices = "SELECT id, name, account, paired_ms, seen_ms FROM device ";

std::string padded(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return std::string(static_cast<std::size_t>(kDigits) - digits.size(), '0') + digits;
}

std::string makeToken(Random& random) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string token;
    for (int word = 0; word < kTokenWords; ++word)
        for (std::uint64_t bits = random.next(), i = 0; i < 16; ++i, bits >>= 4)
            token += kHex[bits & 15];
    return token;
}

/// Without control characters, and cut between characters of UTF-8.
std::string cleaned(std::string_view name) {
    std::string kept;
    std::copy_if(name.begin(), name.end(), std::back_inserter(kept), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 && byte != 0x7f;
    });
    if (kept.size() <= kMaxName) return kept;
    std::size_t end = kMaxName;
    while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xc0) == 0x80)
        --end;
    kept.resize(end);
    return kept;
}

PairedDevice readDevice(const sqlite::Statement& row) {
    return {row.text(0), row.text(1), row.id<model::AccountName>(2), row.wall(3), row.wall(4)};
}

std::optional<PairingCode> readInvitation(sqlite::Connection& db, const Clock& clock) {
    sqlite::Statement row = db.query(
        "SELECT code, account, until_mono_ms, tries_left FROM pairing WHERE boot_id = ?1", clock.bootId());
    if (!row.step()) return std::nullopt;
    PairingCode code{.code = row.text(0),
                     .account = row.id<model::AccountName>(1),
                     .left = row.milliseconds(2) - clock.monotonic().sinceBoot,
                     .triesLeft = static_cast<int>(row.integer(3))};
    if (code.left <= Milliseconds{0} || code.triesLeft <= 0) return std::nullopt;
    return code;
}

} // namespace

PairingCode Devices::invite(const model::AccountName& account) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    if (!db->query("SELECT 1 FROM account WHERE name = ?1", account).step())
        throw Error(ErrorCode::NotFound, "there is no account " + account.str(),
                    "see the accounts there are with: durusctl account list");
    const PairingCode code{
        .code = padded(random_.upTo(kCodes - 1)), .account = account, .left = kPairingTime};
    db->run("INSERT OR REPLACE INTO pairing VALUES (1, ?1, ?2, ?3, ?4, ?5)", code.code, account,
            clock_.bootId(), (clock_.monotonic().sinceBoot + kPairingTime).count(), code.triesLeft);
    transaction.commit();
    return code;
}

std::optional<PairingCode> Devices::invitation() {
    auto db = database_.reader();
    return readInvitation(*db, clock_);
}

Pairing Devices::pair(std::string_view code, std::string_view name) {
    auto db = database_.writer();
    Transaction transaction(*db, TransactionKind::Immediate);
    const auto invitation = readInvitation(*db, clock_);
    if (!invitation || invitation->code != code) {
        db->run("UPDATE pairing SET tries_left = tries_left - 1");
        transaction.commit();
        throw Error(ErrorCode::Unauthorized, "that is not the code",
                    "have a new one made on the box: durusctl pair");
    }
    Pairing pairing{.device = {.id = makeUuidV7(clock_.wall(), random_),
                               .name = cleaned(name),
                               .account = invitation->account,
                               .pairedAt = clock_.wall(),
                               .seenAt = clock_.wall()},
                    .token = makeToken(random_)};
    db->run("INSERT INTO device VALUES (?1, ?2, ?3, ?4, ?5, ?5)", pairing.device.id, pairing.device.name,
            pairing.device.account, sha256Hex(pairing.token), pairing.device.pairedAt);
    db->run("DELETE FROM pairing");
    transaction.commit();
    return pairing;
}

std::optional<PairedDevice> Devices::byToken(std::string_view token) {
    std::optional<PairedDevice> device;
    {
        auto db = database_.reader();
        sqlite::Statement row =
            db->query(std::string(kDevices) + "WHERE token_sha256 = ?1", sha256Hex(token));
        if (!row.step()) return std::nullopt;
        device = readDevice(row);
    }
    const WallTime now = clock_.wall();
    if (now - device->seenAt >= kSeenPrecision || now < device->seenAt)
        database_.writer()->run("UPDATE device SET seen_ms = ?2 WHERE id = ?1", device->id, now);
    return device;
}

std::vector<PairedDevice> Devices::list() {
    auto db = database_.reader();
    sqlite::Statement row = db->query(std::string(kDevices) + "ORDER BY paired_ms DESC, id DESC");
    std::vector<PairedDevice> devices;
    while (row.step())
        devices.push_back(readDevice(row));
    return devices;
}

void Devices::revoke(std::string_view id) {
    if (database_.writer()->run("DELETE FROM device WHERE id = ?1", id) == 0)
        throw Error(ErrorCode::NotFound, "there is no device " + std::string(id),
                    "see those there are with: durusctl devices");
}

} // namespace durus::store
