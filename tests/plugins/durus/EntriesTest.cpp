// SPDX-License-Identifier: Apache-2.0
#include "Wire.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using Kind = model::IntentKind;
using Lines = std::vector<std::string>;

class EntriesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EntriesTest);
    CPPUNIT_TEST(everyKindIsSentInOrder);
    CPPUNIT_TEST(aMarkClaimsNoPosition);
    CPPUNIT_TEST(theRequestIsTheSameEachTime);
    CPPUNIT_TEST(eachEntryHasItsOutcome);
    CPPUNIT_TEST(whatWasNotSaidIsTriedAgain);
    CPPUNIT_TEST(theBackendsStateIsHandedOn);
    CPPUNIT_TEST(statesThatAreNoneArePassedOver);
    CPPUNIT_TEST(whatIsNoListingOfTheBackendIsNotSent);
    CPPUNIT_TEST(aRefusedBatchIsHalvedAndOneAloneIsBad);
    CPPUNIT_TEST(aStrangerIsNotBelieved);
    CPPUNIT_TEST(problemsAreToldInTheirWords);
    CPPUNIT_TEST_SUITE_END();

    Wire wire_;

    Talk push(const std::vector<model::Intent>& intents) { return Talk(wire_.codec.push(intents)); }
    Talk pushOne() { return push({Wire::intent(1, Kind::Progress)}); }

public:
    void everyKindIsSentInOrder() {
        Talk talk = push({Wire::intent(1, Kind::Progress), Wire::intent(2, Kind::Completed),
                          Wire::intent(3, Kind::Uncompleted)});
        CPPUNIT_ASSERT_EQUAL(std::string("POST"), talk.request().method);
        CPPUNIT_ASSERT_EQUAL(std::string("/durus/v1/entries"), talk.request().path);
        CPPUNIT_ASSERT_EQUAL(
            R"({"entries":[{"id":")" + Wire::id(1) + R"(","listing":")" + Wire::kListing +
                R"(","kind":"progress","positionMs":30000,"occurredAt":1795345200001},{"id":")" +
                Wire::id(2) + R"(","listing":")" + Wire::kListing +
                R"(","kind":"completed","positionMs":60000,"occurredAt":1795345200002},{"id":")" +
                Wire::id(3) + R"(","listing":")" + Wire::kListing +
                R"(","kind":"uncompleted","positionMs":90000,"occurredAt":1795345200003}]})",
            talk.request().body);
    }

    void aMarkClaimsNoPosition() {
        for (const Kind kind : {Kind::Completed, Kind::Uncompleted}) {
            auto mark = Wire::intent(1, kind);
            mark.position = {};
            CPPUNIT_ASSERT(push({mark}).request().body.find("positionMs") == std::string::npos);
        }
        CPPUNIT_ASSERT(push({Wire::intent(1, Kind::Favorite)}).request().body.find("positionMs") ==
                       std::string::npos);
    }

    void theRequestIsTheSameEachTime() {
        CPPUNIT_ASSERT_EQUAL(pushOne().request().body, pushOne().request().body);
    }

    void eachEntryHasItsOutcome() {
        std::vector<model::Intent> intents;
        for (int i = 1; i <= 5; ++i)
            intents.push_back(Wire::intent(i, Kind::Progress));
        std::string outcomes;
        const std::array<std::string, 5> said{"ok", "already", "stale", "rejected", "maybe"};
        for (int i = 5; i >= 1; --i)
            outcomes += R"({"id":")" + Wire::id(i) + R"(","outcome":")" + said[i - 1] +
                        R"(","code":"a_code","detail":"words"})" + (i > 1 ? "," : "");
        Talk talk = push(intents);
        talk.reply(answer(200, R"({"outcomes":[)" + outcomes + R"(],"state":[]})"));
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT((Lines{"1 ok", "2 already", "3 stale", "4 permanent", "5 transient"}) ==
                       talk.outcomes());
        CPPUNIT_ASSERT_EQUAL(std::string("a_code: words"), talk.results().outcomes[3].detail);
    }

    void whatWasNotSaidIsTriedAgain() {
        Talk talk = pushOne();
        talk.reply(answer(200, R"({"outcomes":[],"state":[]})"));
        CPPUNIT_ASSERT((Lines{"1 transient"}) == talk.outcomes());
    }

    void theBackendsStateIsHandedOn() {
        Talk talk = pushOne();
        talk.reply(answer(
            200, R"({"outcomes":[{"id":")" + Wire::id(1) +
                     R"(","outcome":"stale"}],"state":[{"family":"progress","listing":")" + Wire::kListing +
                     R"(","positionMs":5000,"durationMs":9000,"completed":true,"updatedAt":77},)" +
                     R"({"family":"favorite","listing":")" + Wire::kListing +
                     R"(","favorite":false,"updatedAt":78}]})"));
        const auto& progress = talk.results().progress.at(0);
        CPPUNIT_ASSERT(progress.progress.position == Milliseconds{5000} && progress.progress.completed);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{77}, std::int64_t{progress.progress.updatedAt.sinceEpoch.count()});
        CPPUNIT_ASSERT(!talk.results().favorites.at(0).favorite);
    }

    void statesThatAreNoneArePassedOver() {
        Talk talk = pushOne();
        talk.reply(
            answer(200, R"({"outcomes":[{"id":")" + Wire::id(1) +
                            R"(","outcome":"ok"}],"state":[7,null,{"family":"progress"},)" +
                            R"({"family":"progress","listing":"x","positionMs":-1,"updatedAt":1},)" +
                            R"({"family":"progress","listing":"x","positionMs":1,"updatedAt":1e300},)" +
                            R"({"family":"mood","listing":"x","updatedAt":1}]})"));
        CPPUNIT_ASSERT((Lines{"1 ok"}) == talk.outcomes());
        CPPUNIT_ASSERT(talk.results().progress.empty() && talk.results().favorites.empty());
    }

    void whatIsNoListingOfTheBackendIsNotSent() {
        Talk talk = push({Wire::intent(1, Kind::Progress, "a-tape"), Wire::intent(2, Kind::Progress)});
        CPPUNIT_ASSERT(talk.request().body.find("a-tape") == std::string::npos);
        talk.reply(
            answer(200, R"({"outcomes":[{"id":")" + Wire::id(2) + R"(","outcome":"ok"}],"state":[]})"));
        CPPUNIT_ASSERT((Lines{"1 permanent", "2 ok"}) == talk.outcomes());

        CPPUNIT_ASSERT(push({Wire::intent(1, Kind::Progress, "a-tape")}).finished());
    }

    void aRefusedBatchIsHalvedAndOneAloneIsBad() {
        Talk two = push({Wire::intent(1, Kind::Progress), Wire::intent(2, Kind::Progress)});
        two.reply(Wire::problem(422, "invalid_batch"));
        CPPUNIT_ASSERT(two.failure().starts_with("suspected_poison "));
        Talk one = pushOne();
        one.reply(Wire::problem(422, "invalid_batch"));
        CPPUNIT_ASSERT((Lines{"1 permanent"}) == one.outcomes());
    }

    void aStrangerIsNotBelieved() {
        for (const auto& stranger :
             {answer(200, "<html>log in</html>", "text/html"), answer(200, "[]"), answer(204)}) {
            Talk talk = pushOne();
            talk.reply(stranger);
            CPPUNIT_ASSERT(talk.failure().starts_with("not_backend "));
        }
    }

    void problemsAreToldInTheirWords() {
        const std::vector<std::pair<sync::HttpResponse, std::string>> cases{
            {Wire::problem(503, "unavailable"), "transient HTTP 503: so it is"},
            {Wire::problem(401, "invalid_token"), "unauthorized HTTP 401: so it is"},
            {Wire::problem(429, "too_many_requests"), "throttled HTTP 429: so it is"}};
        for (const auto& [problem, failure] : cases) {
            Talk talk = pushOne();
            talk.reply(problem);
            CPPUNIT_ASSERT_EQUAL(failure, talk.failure());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(EntriesTest);
