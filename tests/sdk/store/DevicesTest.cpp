// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/core/Error.h>
#include <durus/sqlite/Connection.h>
#include <durus/store/Devices.h>

using durus::store::kPairingTime;
using durus::store::kPairingTries;
using durus::store::Pairing;

class DevicesTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(DevicesTest);
    CPPUNIT_TEST(aCodePairsOneDevice);
    CPPUNIT_TEST(aWrongCodeUsesUpATry);
    CPPUNIT_TEST(aCodeRunsOut);
    CPPUNIT_TEST(aCodeEndsWithTheBoot);
    CPPUNIT_TEST(aNewCodeReplacesTheOldOne);
    CPPUNIT_TEST(theCalendarHasNoPartInIt);
    CPPUNIT_TEST(nobodyIsInvitedToAnUnknownAccount);
    CPPUNIT_TEST(theTokenIsNowhereOnDisk);
    CPPUNIT_TEST(whoIsRevokedHasNothing);
    CPPUNIT_TEST(devicesGoWithTheirAccount);
    CPPUNIT_TEST(namesAreKeptPrintableAndShort);
    CPPUNIT_TEST(seenIsKeptToTheDay);
    CPPUNIT_TEST_SUITE_END();

    durus::store::Devices& devices() { return store().devices(); }

    Pairing paired(const std::string& name = "phone") {
        return devices().pair(devices().invite(local).code, name);
    }
    void isRefused(const std::string& code) {
        try {
            devices().pair(code, "phone");
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::Unauthorized);
            return;
        }
        CPPUNIT_FAIL("it was paired");
    }
    static std::string other(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

public:
    void aCodePairsOneDevice() {
        const auto code = devices().invite(local);
        CPPUNIT_ASSERT_EQUAL(std::size_t{6}, code.code.size());
        CPPUNIT_ASSERT(devices().invitation()->code == code.code);
        const Pairing pairing = devices().pair(code.code, "phone");
        CPPUNIT_ASSERT_EQUAL(std::size_t{64}, pairing.token.size());
        CPPUNIT_ASSERT(!devices().invitation());
        isRefused(code.code);
        const auto known = devices().byToken(pairing.token);
        CPPUNIT_ASSERT(known && known->id == pairing.device.id && known->account == local);
        CPPUNIT_ASSERT(!devices().byToken(""));
        CPPUNIT_ASSERT(!devices().byToken(pairing.token + "0"));
        CPPUNIT_ASSERT(paired().token != pairing.token);
    }

    void aWrongCodeUsesUpATry() {
        const std::string code = devices().invite(local).code;
        for (int i = 0; i < kPairingTries; ++i) {
            CPPUNIT_ASSERT_EQUAL(kPairingTries - i, devices().invitation()->triesLeft);
            isRefused(other(code));
        }
        CPPUNIT_ASSERT(!devices().invitation());
        isRefused(code);
        CPPUNIT_ASSERT(devices().list().empty());
    }

    void aCodeRunsOut() {
        const std::string code = devices().invite(local).code;
        clock_.advance(kPairingTime - Milliseconds{1});
        CPPUNIT_ASSERT(devices().invitation());
        clock_.advance(Milliseconds{1});
        CPPUNIT_ASSERT(!devices().invitation());
        isRefused(code);
    }

    void aCodeEndsWithTheBoot() {
        const std::string code = devices().invite(local).code;
        clock_.reboot("boot-2");
        isRefused(code);
    }

    void aNewCodeReplacesTheOldOne() {
        const std::string first = devices().invite(local).code;
        std::string second = devices().invite(local).code;
        if (second == first) second = devices().invite(local).code;
        isRefused(first);
        CPPUNIT_ASSERT_EQUAL(std::string("phone"), devices().pair(second, "phone").device.name);
    }

    void theCalendarHasNoPartInIt() {
        const std::string code = devices().invite(local).code;
        clock_.setWall({Milliseconds{0}});
        devices().pair(code, "phone");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, devices().list().size());
    }

    void nobodyIsInvitedToAnUnknownAccount() {
        CPPUNIT_ASSERT_THROW(devices().invite(durus::model::AccountName("nobody")), durus::Error);
    }

    void theTokenIsNowhereOnDisk() {
        const std::string token = paired().token;
        durus::sqlite::Connection raw(data() / "durus.db", durus::sqlite::Access::ReadWrite);
        auto row = raw.query("SELECT id || name || account || token_sha256 FROM device");
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT(row.text(0).find(token) == std::string::npos);
    }

    void whoIsRevokedHasNothing() {
        const Pairing first = paired();
        const Pairing second = paired();
        devices().revoke(first.device.id);
        CPPUNIT_ASSERT(!devices().byToken(first.token) && devices().byToken(second.token));
        CPPUNIT_ASSERT_THROW(devices().revoke(first.device.id), durus::Error);
    }

    void devicesGoWithTheirAccount() {
        const durus::model::AccountName guest("guest");
        store().accounts().addAccount({guest, {}}, "");
        const Pairing pairing = devices().pair(devices().invite(guest).code, "phone");
        devices().invite(guest);
        store().accounts().removeAccount(guest);
        CPPUNIT_ASSERT(!devices().byToken(pairing.token) && !devices().invitation());
    }

    void namesAreKeptPrintableAndShort() {
        CPPUNIT_ASSERT_EQUAL(std::string("هاتف أمينة"), paired("هاتف\n أمينة\x7f").device.name);
        CPPUNIT_ASSERT_EQUAL(std::size_t{63}, paired("x" + std::string(62, 'y') + "ه").device.name.size());
    }

    void seenIsKeptToTheDay() {
        const Pairing pairing = paired();
        clock_.advance(std::chrono::hours{23});
        CPPUNIT_ASSERT(devices().byToken(pairing.token)->seenAt == pairing.device.seenAt);
        clock_.advance(std::chrono::hours{1});
        devices().byToken(pairing.token);
        CPPUNIT_ASSERT(devices().list()[0].seenAt == clock_.wall());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DevicesTest);
