// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using Kind = model::IntentKind;
using Messages = std::vector<std::string>;

/// What a pass says of each intent, and what it counts.
class TrailTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TrailTest);
    CPPUNIT_TEST(anIntentCanBeFollowedToItsEnd);
    CPPUNIT_TEST(anIntentCanBeFollowedThroughFailures);
    CPPUNIT_TEST(anIntentCanBeFollowedIntoQuarantine);
    CPPUNIT_TEST(countsHowExchangesEndedAndWhatWasDecided);
    CPPUNIT_TEST(tellsWhatIsHeldFromWhatIsPending);
    CPPUNIT_TEST_SUITE_END();

    SyncRig rig_;

    Messages trailOf(std::uint64_t sequence) const {
        return rig_.log.messagesWith("intent=intent-" + std::to_string(sequence));
    }

    void loseWrites(bool lost) {
        rig_.backend.fault = [lost](const sync::HttpRequest& request) {
            return lost && request.method == "POST" ? test::LoopbackBackend::Fault::LosesRequest
                                                    : test::LoopbackBackend::Fault::None;
        };
    }

    static void assertTrail(const Messages& expected, const Messages& trail) {
        std::string all;
        for (const auto& message : trail)
            all += message + ", ";
        CPPUNIT_ASSERT_MESSAGE(all, expected == trail);
    }

public:
    void anIntentCanBeFollowedToItsEnd() {
        const auto sequence = rig_.record("a", Kind::Progress, 1);
        rig_.pass();
        assertTrail({"frozen", "sent", "acked"}, trailOf(sequence));
    }

    void anIntentCanBeFollowedThroughFailures() {
        const auto sequence = rig_.record("a", Kind::Progress, 1);
        loseWrites(true);
        rig_.pass();
        loseWrites(false);
        rig_.pass();
        assertTrail({"frozen", "sent", "failed", "sent", "acked"}, trailOf(sequence));
    }

    void anIntentCanBeFollowedIntoQuarantine() {
        rig_.codec.unsupported = {Kind::Uncompleted};
        const auto sequence = rig_.record("a", Kind::Uncompleted);
        rig_.pass();
        assertTrail({"frozen", "quarantined"}, trailOf(sequence));
    }

    void countsHowExchangesEndedAndWhatWasDecided() {
        rig_.codec.unsupported = {Kind::Uncompleted};
        rig_.record("a", Kind::Progress, 1);
        rig_.record("b", Kind::Uncompleted);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, report.exchanges.of(sync::OutcomeClass::Ok));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, report.entries.of(sync::OutcomeClass::Ok));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, report.entries.of(sync::OutcomeClass::Permanent));
        loseWrites(true);
        rig_.record("a", Kind::Progress, 2);
        const auto failed = rig_.pass();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, failed.exchanges.of(sync::OutcomeClass::Transient));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, failed.pending);
    }

    void tellsWhatIsHeldFromWhatIsPending() {
        rig_.codec.unsupported = {Kind::Uncompleted};
        rig_.record("a", Kind::Uncompleted);
        rig_.record("a", Kind::Progress, 2);
        rig_.record("b", Kind::Progress, 3);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, report.held);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, report.pending);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TrailTest);
