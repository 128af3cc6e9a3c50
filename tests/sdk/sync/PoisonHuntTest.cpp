// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <durus/sync/SyncTuning.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus;
using Kind = model::IntentKind;
using sync::DeliveryState;
using sync::HttpRequest;
using sync::HttpResponse;

namespace {

std::vector<std::uint64_t> recordMany(SyncRig& rig, int count) {
    std::vector<std::uint64_t> sequences;
    for (int i = 0; i < count; ++i)
        sequences.push_back(rig.record("listing-" + std::to_string(1'000 + i), Kind::Completed, i));
    return sequences;
}

void poison(SyncRig& rig, std::uint64_t sequence) {
    rig.backend.poison.insert(rig.entry(sequence).intent.listing.str());
}

/// Passes until one goes well; how many that took, or one more than `most`.
int passes(SyncRig& rig, int most) {
    for (int i = 1; i <= most; ++i)
        if (rig.pass().succeeded()) return i;
    return most + 1;
}

HttpResponse refusal(int status, const HttpRequest& request) {
    return {.status = request.method == "POST" ? status : 0, .headers = {}, .body = "refused"};
}

} // namespace

/// Batches that a backend refuses as a whole because of what is in them.
class PoisonHuntTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PoisonHuntTest);
    CPPUNIT_TEST(aRefusalIsTriedAgainFirst);
    CPPUNIT_TEST(oneBadEntryDoesNotKeepTheOthers);
    CPPUNIT_TEST(findsAnyNumberAnywhere);
    CPPUNIT_TEST(anOutageIsNoPoison);
    CPPUNIT_TEST(theOtherFamilyGoesOn);
    CPPUNIT_TEST(theRestOfALaneWaits);
    CPPUNIT_TEST(patienceWithALoneEntryIsLong);
    CPPUNIT_TEST(aNewcomerTellsThemApart);
    CPPUNIT_TEST(aBatchRefusedForGoodIsTakenApartAtOnce);
    CPPUNIT_TEST(aHuntMaySendWhatWasToFollow);
    CPPUNIT_TEST(aHuntThatIsBrokenOffLosesNothing);
    CPPUNIT_TEST(aHuntGoesOnWhileAListenerReports);
    CPPUNIT_TEST_SUITE_END();

public:
    void aHuntGoesOnWhileAListenerReports() {
        SyncRig rig;
        const auto sequences = recordMany(rig, 16);
        poison(rig, sequences[9]);
        long position = 0;
        rig.codec.composing = [&] {
            if (position < 60) rig.record("listening", Kind::Progress, ++position);
        };
        for (int i = 0; i < 10 && rig.stateOf(sequences[9]) != DeliveryState::Quarantined; ++i)
            rig.pass();
        CPPUNIT_ASSERT(rig.stateOf(sequences[9]) == DeliveryState::Quarantined);
        for (std::size_t i = 0; i < sequences.size(); ++i)
            CPPUNIT_ASSERT((rig.stateOf(sequences[i]) == DeliveryState::Acked) == (i != 9));
        rig.pass();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{position}, rig.backend.rows("progress")["listening"].position);
    }

    void aRefusalIsTriedAgainFirst() {
        SyncRig rig;
        poison(rig, recordMany(rig, 10)[3]);
        rig.pass();
        rig.pass();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{10}, rig.counts().pending);
        rig.backend.poison.clear();
        CPPUNIT_ASSERT_EQUAL(std::size_t{10}, rig.pass().sent);
        CPPUNIT_ASSERT_EQUAL(0, rig.backend.keysReused);
    }

    void oneBadEntryDoesNotKeepTheOthers() {
        for (const std::size_t bad : {0U, 1U, 50U, 98U, 99U}) {
            SyncRig rig;
            const auto all = recordMany(rig, 100);
            poison(rig, all[bad]);
            CPPUNIT_ASSERT_EQUAL(sync::tuning::kPoisonTries, passes(rig, 10));
            for (std::size_t i = 0; i < all.size(); ++i)
                CPPUNIT_ASSERT(rig.stateOf(all[i]) ==
                               (i == bad ? DeliveryState::Quarantined : DeliveryState::Acked));
            CPPUNIT_ASSERT_EQUAL(std::string("violates a constraint"), rig.entry(all[bad]).lastDetail);
            CPPUNIT_ASSERT(!rig.outbox.openBatch(rig.account));
            CPPUNIT_ASSERT(rig.backend.requests.size() < 60);
        }
    }

    void findsAnyNumberAnywhere() {
        SeededRandom dice(11);
        for (int round = 0; round < 40; ++round) {
            SyncRig rig;
            const auto all = recordMany(rig, 60);
            std::set<std::uint64_t> bad;
            // Some rounds a whole series was deleted, which lies together; in others they are spread.
            const auto count = dice.upTo(58);
            for (std::uint64_t i = 0; i < count; ++i)
                bad.insert(round % 2 == 0 ? all[i] : all[dice.upTo(all.size() - 1)]);
            for (const auto sequence : bad)
                poison(rig, sequence);
            CPPUNIT_ASSERT(passes(rig, 60) <= 60);
            for (const auto sequence : all)
                CPPUNIT_ASSERT(rig.stateOf(sequence) ==
                               (bad.contains(sequence) ? DeliveryState::Quarantined : DeliveryState::Acked));
        }
    }

    void anOutageIsNoPoison() {
        SyncRig rig;
        recordMany(rig, 200);
        rig.backend.instead = [](const HttpRequest& request) { return refusal(500, request); };
        for (int i = 0; i < sync::tuning::kLonePoisonTries; ++i)
            CPPUNIT_ASSERT(!rig.pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{200}, rig.counts().pending);
        CPPUNIT_ASSERT(rig.backend.requests.size() < 200);
        rig.backend.instead = [](const HttpRequest&) { return HttpResponse{}; };
        CPPUNIT_ASSERT(passes(rig, 3) <= 3);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig.counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig.counts().quarantined);
    }

    void theOtherFamilyGoesOn() {
        SyncRig rig;
        poison(rig, rig.record("a", Kind::Progress, 1));
        const auto favorite = rig.record("b", Kind::Favorite);
        CPPUNIT_ASSERT(passes(rig, sync::tuning::kPoisonTries) > sync::tuning::kPoisonTries);
        CPPUNIT_ASSERT(rig.stateOf(favorite) == DeliveryState::Acked);
    }

    void theRestOfALaneWaits() {
        SyncRig rig;
        const auto first = rig.record("a", Kind::Completed, 1);
        const auto second = rig.record("a", Kind::Progress, 2);
        const auto other = rig.record("b", Kind::Completed, 3);
        poison(rig, first);
        CPPUNIT_ASSERT(passes(rig, 10) <= 10);
        CPPUNIT_ASSERT(rig.stateOf(first) == DeliveryState::Quarantined);
        CPPUNIT_ASSERT(rig.stateOf(second) == DeliveryState::Pending);
        CPPUNIT_ASSERT(rig.stateOf(other) == DeliveryState::Acked);
        CPPUNIT_ASSERT(rig.backend.arrivals == std::vector<std::string>{"b completed 3"});
    }

    void patienceWithALoneEntryIsLong() {
        SyncRig rig;
        const auto alone = rig.record("a", Kind::Completed, 1);
        poison(rig, alone);
        const int needed = passes(rig, 50);
        CPPUNIT_ASSERT(needed >= sync::tuning::kLonePoisonTries);
        CPPUNIT_ASSERT(needed <= 2 * sync::tuning::kLonePoisonTries);
        CPPUNIT_ASSERT(rig.stateOf(alone) == DeliveryState::Quarantined);
    }

    void aNewcomerTellsThemApart() {
        SyncRig rig;
        const auto alone = rig.record("a", Kind::Completed, 1);
        poison(rig, alone);
        for (int i = 0; i < 4; ++i)
            rig.pass();
        const auto newcomer = rig.record("b", Kind::Completed, 2);
        CPPUNIT_ASSERT(passes(rig, 4) <= 4);
        CPPUNIT_ASSERT(rig.stateOf(newcomer) == DeliveryState::Acked);
        CPPUNIT_ASSERT(rig.stateOf(alone) == DeliveryState::Quarantined);
    }

    void aBatchRefusedForGoodIsTakenApartAtOnce() {
        SyncRig rig;
        const auto all = recordMany(rig, 10);
        rig.backend.instead = [](const HttpRequest& request) {
            return refusal(request.body.find("listing-1004") == std::string::npos ? 0 : 422, request);
        };
        CPPUNIT_ASSERT_EQUAL(1, passes(rig, 3));
        CPPUNIT_ASSERT(rig.stateOf(all[4]) == DeliveryState::Quarantined);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, rig.counts().quarantined);
    }

    void aHuntMaySendWhatWasToFollow() {
        SyncRig rig;
        rig.codec.wanted.maxIntents = 2;
        recordMany(rig, 7);
        bool refused = false;
        rig.backend.instead = [&refused](const HttpRequest& request) {
            const bool first = request.method == "POST" && !refused;
            refused = refused || first;
            return first ? refusal(422, request) : HttpResponse{};
        };
        CPPUNIT_ASSERT(rig.pass().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig.counts().pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig.counts().quarantined);
    }

    void aHuntThatIsBrokenOffLosesNothing() {
        for (int lost = 1; lost < 25; ++lost) {
            SyncRig rig;
            const auto all = recordMany(rig, 30);
            poison(rig, all[7]);
            rig.pass();
            rig.pass();
            int left = lost;
            rig.backend.fault = [&left](const HttpRequest&) {
                using Fault = test::LoopbackBackend::Fault;
                return --left == 0 ? Fault::LosesAnswer : Fault::None;
            };
            CPPUNIT_ASSERT(passes(rig, 12) <= 12);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig.counts().pending);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, rig.counts().quarantined);
            CPPUNIT_ASSERT_EQUAL(29, static_cast<int>(rig.backend.rows("progress").size()));
            CPPUNIT_ASSERT_EQUAL(0, rig.backend.keysReused);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PoisonHuntTest);
