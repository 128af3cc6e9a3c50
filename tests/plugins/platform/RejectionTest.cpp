// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;

/// Whether a 401 was meant: the platform gives it to valid tokens while its database is down.
class RejectionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RejectionTest);
    CPPUNIT_TEST(asksReadinessAroundTheSession);
    CPPUNIT_TEST(anOutageIsNoRejection);
    CPPUNIT_TEST(anOutageThatBeginsMeanwhileIsNoRejection);
    CPPUNIT_TEST(aSessionThatIsThereIsGood);
    CPPUNIT_TEST(onlyThePlainNullCounts);
    CPPUNIT_TEST(refusalsOfTheQuestionSayNothing);
    CPPUNIT_TEST_SUITE_END();

    const sync::HttpResponse ready_ = answer(200, R"({"status":"ok"})");
    Platform platform_;

    Talk ask() { return Talk(platform_.codec.rejectionCheck()); }

public:
    void asksReadinessAroundTheSession() {
        Talk talk = ask();
        CPPUNIT_ASSERT_EQUAL(std::string("/health/readyz"), talk.request().path);
        talk.reply(ready_);
        CPPUNIT_ASSERT_EQUAL(std::string("/api/auth/get-session"), talk.request().path);
        talk.reply(answer(200, "null"));
        CPPUNIT_ASSERT_EQUAL(std::string("/health/readyz"), talk.request().path);
        talk.reply(ready_);
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT(talk.failure().starts_with("unauthorized "));
    }

    void anOutageIsNoRejection() {
        Talk talk = ask();
        talk.reply(refusal(503, "Internal Server Error"));
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT(talk.failure().starts_with("transient "));
    }

    void anOutageThatBeginsMeanwhileIsNoRejection() {
        Talk talk = ask();
        talk.reply(ready_).reply(answer(200, "null")).reply(refusal(503, "Internal Server Error"));
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT(talk.failure().starts_with("transient "));
    }

    void aSessionThatIsThereIsGood() {
        Talk talk = ask();
        talk.reply(ready_).reply(answer(200, R"({"user":{},"session":{}})"));
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT_EQUAL(std::string(), talk.failure());
    }

    void onlyThePlainNullCounts() {
        for (const std::string body : {"", "<html>", "nothing"}) {
            Talk talk = ask();
            talk.reply(ready_).reply(answer(200, body));
            CPPUNIT_ASSERT_MESSAGE(body, talk.finished());
            CPPUNIT_ASSERT_MESSAGE(talk.failure(), talk.failure().starts_with("not_backend "));
        }
    }

    void refusalsOfTheQuestionSayNothing() {
        for (const int status : {401, 403, 429, 500}) {
            Talk talk = ask();
            talk.reply(ready_).reply(refusal(status, "no"));
            CPPUNIT_ASSERT(talk.finished());
            CPPUNIT_ASSERT_MESSAGE(talk.failure(), !talk.failure().starts_with("unauthorized "));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RejectionTest);
