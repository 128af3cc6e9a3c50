// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using Kind = model::IntentKind;
using sync::OutcomeClass;

/// What a pass makes of a 401, which an outage can look like.
class RejectionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RejectionTest);
    CPPUNIT_TEST(aBackendThatIsWellRejects);
    CPPUNIT_TEST(anOutageIsNoRejection);
    CPPUNIT_TEST(noAnswerIsNoRejection);
    CPPUNIT_TEST(credentialsThatAreTakenAgainAreNoRejection);
    CPPUNIT_TEST(aBackendThatCannotBeAskedIsBelievedForNow);
    CPPUNIT_TEST(aStrangersWordChangesNothing);
    CPPUNIT_TEST(nobodyAsksWithoutA401);
    CPPUNIT_TEST_SUITE_END();

    SyncRig rig_;

    sync::PassReport passRefused(sync::HttpResponse ready, bool reachable = true) {
        rig_.codec.checksRejections = true;
        rig_.backend.tokens.clear();
        rig_.backend.instead = [ready](const sync::HttpRequest& request) {
            return request.path == "/ready" ? ready : sync::HttpResponse{};
        };
        rig_.backend.fault = [reachable](const sync::HttpRequest& request) {
            return request.path == "/ready" && !reachable ? test::LoopbackBackend::Fault::LosesRequest
                                                          : test::LoopbackBackend::Fault::None;
        };
        rig_.record("a", Kind::Completed, 1);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(report.failure);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, rig_.counts().pending);
        return report;
    }

    static void assertFailure(OutcomeClass expected, const sync::PassReport& report) {
        CPPUNIT_ASSERT_EQUAL(std::string(name(expected)), std::string(name(report.failure->outcome)));
    }

public:
    void aBackendThatIsWellRejects() {
        const auto report = passRefused({.status = 401, .headers = {}, .body = "who?"});
        CPPUNIT_ASSERT(report.rejected);
        assertFailure(OutcomeClass::Unauthorized, report);
    }

    void anOutageIsNoRejection() {
        const auto report = passRefused({.status = 503, .headers = {}, .body = "down"});
        CPPUNIT_ASSERT(!report.rejected);
        assertFailure(OutcomeClass::Transient, report);
    }

    void noAnswerIsNoRejection() {
        const auto report = passRefused({}, false);
        CPPUNIT_ASSERT(!report.rejected);
        assertFailure(OutcomeClass::Transient, report);
    }

    void credentialsThatAreTakenAgainAreNoRejection() {
        const auto report = passRefused({.status = 200, .headers = {}, .body = "you"});
        CPPUNIT_ASSERT(!report.rejected);
        assertFailure(OutcomeClass::Transient, report);
    }

    void aBackendThatCannotBeAskedIsBelievedForNow() {
        rig_.backend.tokens.clear();
        rig_.record("a", Kind::Completed, 1);
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(!report.rejected);
        assertFailure(OutcomeClass::Unauthorized, report);
    }

    void aStrangersWordChangesNothing() {
        const auto report =
            passRefused({.status = 200, .headers = {{"Content-Type", "text/html"}}, .body = "<html>"});
        CPPUNIT_ASSERT(!report.rejected);
        assertFailure(OutcomeClass::Unauthorized, report);
    }

    void nobodyAsksWithoutA401() {
        rig_.codec.checksRejections = true;
        rig_.record("a", Kind::Completed, 1);
        CPPUNIT_ASSERT(rig_.pass().succeeded());
        for (const auto& request : rig_.backend.requests)
            CPPUNIT_ASSERT(request.path != "/ready");
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RejectionTest);
