// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <cppunit/extensions/HelperMacros.h>

#include <map>

using namespace durus;
using Fault = test::LoopbackBackend::Fault;
using Kind = model::IntentKind;
using sync::DeliveryState;

/// Random histories of acts, faults, restarts and jumping calendars. Afterwards everything must have arrived.
class SyncHistoryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SyncHistoryTest);
    CPPUNIT_TEST(everythingArrivesInTheEnd);
    CPPUNIT_TEST_SUITE_END();

    struct Said {
        long position = -1;
        bool completed = false;
        bool favorite = false;
    };

    static void act(SyncRig& rig, SeededRandom& dice, std::map<std::string, Said>& said, long step) {
        const std::string listing(1, static_cast<char>('a' + dice.upTo(5)));
        Said& now = said[listing];
        switch (dice.upTo(5)) {
        case 0:
            rig.record(listing, Kind::Completed, step);
            now.position = step;
            now.completed = true;
            break;
        case 1:
            rig.record(listing, Kind::Uncompleted, step);
            now.position = step;
            now.completed = false;
            break;
        case 2:
            rig.record(listing, Kind::Favorite);
            now.favorite = true;
            break;
        case 3:
            rig.record(listing, Kind::Unfavorite);
            now.favorite = false;
            break;
        default:
            rig.record(listing, Kind::Progress, step);
            now.position = step;
        }
    }

    static void disturb(SyncRig& rig, SeededRandom& dice) {
        rig.backend.fault = [&dice](const sync::HttpRequest&) {
            const auto luck = dice.upTo(9);
            return luck == 0 ? Fault::LosesRequest : luck == 1 ? Fault::LosesAnswer : Fault::None;
        };
        rig.backend.instead = [&dice](const sync::HttpRequest&) {
            constexpr int kStatuses[]{401, 409, 429, 500, 503};
            const auto luck = dice.upTo(39);
            return sync::HttpResponse{.status = luck < 5 ? kStatuses[luck] : 0, .headers = {}, .body = "no"};
        };
    }

    static void assertArrived(SyncRig& rig, const std::map<std::string, Said>& said,
                              const std::string& name) {
        for (const auto& [listing, wanted] : said) {
            const auto& progress = rig.backend.rows("progress")[listing];
            if (wanted.position >= 0) {
                CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::int64_t{wanted.position}, progress.position);
                CPPUNIT_ASSERT_EQUAL_MESSAGE(name, wanted.completed, progress.completed);
            }
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, wanted.favorite,
                                         rig.backend.rows("favorite")[listing].kind == "favorite");
        }
        for (const auto& entry : rig.outbox.entries(rig.account, 10'000))
            CPPUNIT_ASSERT_MESSAGE(name, entry.state == DeliveryState::Acked ||
                                             entry.state == DeliveryState::Superseded);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 0, rig.backend.fromTheFuture);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 0, rig.backend.keysReused);
    }

public:
    void everythingArrivesInTheEnd() {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            SeededRandom dice(seed);
            SyncRig rig;
            std::map<std::string, Said> said;
            rig.clock.setWall(rig.clock.wall() + std::chrono::hours{dice.upTo(2'000)} -
                              std::chrono::hours{1'000});
            disturb(rig, dice);
            for (long step = 1; step <= 60; ++step) {
                if (dice.upTo(2) > 0) act(rig, dice, said, step);
                if (dice.upTo(3) == 0) rig.pass();
                if (dice.upTo(9) == 0) rig.restart();
            }
            rig.backend.fault = [](const auto&) { return Fault::None; };
            rig.backend.instead = [](const auto&) { return sync::HttpResponse{}; };
            CPPUNIT_ASSERT(rig.pass().succeeded());
            assertArrived(rig, said, "seed " + std::to_string(seed));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SyncHistoryTest);
