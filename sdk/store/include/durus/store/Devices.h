// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/core/Time.h>
#include <durus/model/Account.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::sqlite {
class Database;
}

namespace durus::store {

/// How long a pairing code is good, and for how many wrong tries: a guess succeeds once in 200,000 codes.
inline constexpr Milliseconds kPairingTime{2 * 60 * 1000};
inline constexpr int kPairingTries = 5;

/// A phone or player of the room that may act for an account.
struct PairedDevice {
    std::string id; ///< UUID; names it to people, opens nothing
    std::string name;
    model::AccountName account;
    WallTime pairedAt;
    WallTime seenAt; ///< to the day
};

/// A code that waits for a device.
struct PairingCode {
    std::string code; ///< six digits
    model::AccountName account;
    Milliseconds left{0}; ///< how long it is still good
    int triesLeft = kPairingTries;
};

struct Pairing {
    PairedDevice device;
    std::string token; ///< 256 random bits in hexadecimal; told this once, kept as a digest
};

/// The paired devices of this box. Whoever can run a program on the box, or sees its screen, has a code made
/// and tells it to the device; there is one code at a time, good for one device.
/// Thread: any; several processes at once. Errors of all: Error(StorageFull), Error(StorageFailure).
class Devices {
public:
    /// Both must outlive this object.
    Devices(sqlite::Database& database, const Clock& clock, Random& random)
        : database_(database), clock_(clock), random_(random) {}

    /// A new code, in place of any other. Errors: Error(NotFound) if there is no such account.
    PairingCode invite(const model::AccountName& account);
    /// The code that is good now; none = none was made, or it was used, used up or has run out.
    std::optional<PairingCode> invitation();

    /// Pairs a device by the code. Of the name, the first 64 bytes of its printable text are kept.
    /// Errors: Error(Unauthorized) if that is not the code that is good now, whatever the reason; a wrong one
    /// uses up a try.
    Pairing pair(std::string_view code, std::string_view name);

    /// Who has this token; none = nobody, or no longer.
    std::optional<PairedDevice> byToken(std::string_view token);

    /// The one paired last first.
    std::vector<PairedDevice> list();
    /// Its token opens nothing any more. Errors: Error(NotFound).
    void revoke(std::string_view id);

private:
    sqlite::Database& database_;
    const Clock& clock_;
    Random& random_;
};

} // namespace durus::store
