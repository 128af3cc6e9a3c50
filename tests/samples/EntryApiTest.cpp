// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace durus;
using namespace durus::test;

/// docs/wire-protocol.md, on whichever database the suite links.
class EntryApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EntryApiTest);
    CPPUNIT_TEST(anEntryIsTakenAndTheStateAnswered);
    CPPUNIT_TEST(aReplayHasNoSecondEffect);
    CPPUNIT_TEST(aBadEntrySpoilsNothingElse);
    CPPUNIT_TEST(aStampFromTheFutureBecomesNow);
    CPPUNIT_TEST(aStaleEntryIsToldWhatStands);
    CPPUNIT_TEST(aCompletionCanBeTakenBack);
    CPPUNIT_TEST(changesAreInTheOrderTheyWereStored);
    CPPUNIT_TEST(aRewrittenRowMovesToTheEnd);
    CPPUNIT_TEST(whatThePlatformsRoutesWriteIsAChangeToo);
    CPPUNIT_TEST(pagesLoseNothing);
    CPPUNIT_TEST(aCursorThatWasNeverGivenIsRefused);
    CPPUNIT_TEST(accountsDoNotSeeEachOther);
    CPPUNIT_TEST(changesOutliveTheProcess);
    CPPUNIT_TEST(errorsAreProblems);
    CPPUNIT_TEST(anOutageIsNoSignOut);
    CPPUNIT_TEST(receiptsAreGivenToEachBoxAndOutliveTheProcess);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::int64_t kNow = 1'795'345'200'000;
    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> client_;

    static std::string id(int number) {
        return "0193a000-0000-7000-8000-00000000000" + std::to_string(number);
    }

    static std::string entry(int number, const std::string& kind, const std::string& listing,
                             std::int64_t position, std::int64_t occurredAt) {
        return R"({"id":")" + id(number) + R"(","listing":")" + listing + R"(","kind":")" + kind +
               R"(","positionMs":)" + std::to_string(position * 1000) + R"(,"occurredAt":)" +
               std::to_string(occurredAt) + '}';
    }

    Reply post(const std::string& entries, const std::string& receipt = {}) {
        Headers headers{{"Idempotency-Key", "\"a\""}};
        if (!receipt.empty()) headers.emplace("Durus-Receipt", receipt);
        return client_->post("/durus/v1/entries", R"({"entries":[)" + entries + "]}", headers);
    }

    /// Posts a favourite as the box of that digit. Returns what the answer says of receipts.
    std::string give(int number, char box, const std::string& counted) {
        return post(entry(number, "favorite", lessonId(1), 0, kNow - 5000),
                    std::string("box=\"0193a000-0000-7000-8000-00000000000") + box + "\", " + counted)
            .header("durus-receipt");
    }
    static bool says(const std::string& header, const std::string& part) {
        return header.find(part) != std::string::npos;
    }
    /// What a box shows next time.
    static std::string counted(const std::string& header) {
        const auto begin = header.find("count=");
        return header.substr(begin, header.find(", standing=") - begin);
    }

    static std::string outcome(const Reply& reply, unsigned i) {
        return reply.object()->getArray("outcomes")->getObject(i)->getValue<std::string>("outcome");
    }
    static Poco::JSON::Object::Ptr state(const Reply& reply, unsigned i) {
        return reply.object()->getArray("state")->getObject(i);
    }

    /// The listings of a page, with its cursor at the end.
    std::string page(const std::string& query = {}) {
        const Reply reply = client_->get("/durus/v1/changes" + query);
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        std::string text;
        const auto changes = reply.object()->getArray("changes");
        for (unsigned i = 0; i < changes->size(); ++i)
            text += changes->getObject(i)->getValue<std::string>("family") + ' ' +
                    nameOf(changes->getObject(i)->getValue<std::string>("listing")) + ", ";
        cursor_ = reply.object()->getValue<std::string>("cursor");
        more_ = reply.object()->getValue<bool>("more");
        return text;
    }

    static std::string nameOf(const std::string& listing) {
        for (int i = 1; i <= 3; ++i)
            if (listing == lessonId(i)) return std::to_string(i);
        return listing;
    }

    std::string cursor_;
    bool more_ = false;

public:
    void setUp() override {
        under_ = std::make_unique<BackendUnderTest>();
        client_ = std::make_unique<HttpsClient>(under_->client("alice-token"));
    }

    void anEntryIsTakenAndTheStateAnswered() {
        const Reply reply = post(entry(1, "progress", lessonId(1), 30, kNow - 5000));
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("ok"), outcome(reply, 0));
        CPPUNIT_ASSERT_EQUAL(30'000, state(reply, 0)->getValue<int>("positionMs"));
        CPPUNIT_ASSERT_EQUAL(1'800'000, state(reply, 0)->getValue<int>("durationMs"));
        CPPUNIT_ASSERT(!state(reply, 0)->getValue<bool>("completed"));
        CPPUNIT_ASSERT_EQUAL(kNow, reply.object()->getValue<std::int64_t>("serverTime"));
    }

    void aReplayHasNoSecondEffect() {
        const std::string entries = entry(1, "favorite", lessonId(1), 0, kNow - 5000);
        post(entries);
        post(entry(2, "unfavorite", lessonId(1), 0, kNow - 5000));
        const Reply again = post(entries);
        CPPUNIT_ASSERT_EQUAL(std::string("already"), outcome(again, 0));
        CPPUNIT_ASSERT(!state(again, 0)->getValue<bool>("favorite"));
    }

    void aBadEntrySpoilsNothingElse() {
        const Reply reply = post(entry(1, "progress", kUnknownId, 1, kNow) + ',' +
                                 entry(2, "administrate", lessonId(1), 1, kNow) + ',' +
                                 entry(3, "progress", lessonId(1), -1, kNow) + ',' +
                                 entry(4, "progress", lessonId(1), 7, kNow));
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        for (const unsigned i : {0U, 1U, 2U})
            CPPUNIT_ASSERT_EQUAL(std::string("rejected"), outcome(reply, i));
        CPPUNIT_ASSERT_EQUAL(std::string("ok"), outcome(reply, 3));
        const auto first = reply.object()->getArray("outcomes")->getObject(0);
        CPPUNIT_ASSERT_EQUAL(std::string("unknown_listing"), first->getValue<std::string>("code"));
    }

    void aStampFromTheFutureBecomesNow() {
        const Reply reply = post(entry(1, "progress", lessonId(1), 7, 253'402'300'799'999));
        CPPUNIT_ASSERT_EQUAL(kNow, state(reply, 0)->getValue<std::int64_t>("updatedAt"));
    }

    void aStaleEntryIsToldWhatStands() {
        post(entry(1, "progress", lessonId(1), 20, kNow - 1000));
        const Reply reply = post(entry(2, "progress", lessonId(1), 10, kNow - 2000));
        CPPUNIT_ASSERT_EQUAL(std::string("stale"), outcome(reply, 0));
        CPPUNIT_ASSERT_EQUAL(20'000, state(reply, 0)->getValue<int>("positionMs"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, under_->backend().counters().conflicts);
    }

    void aCompletionCanBeTakenBack() {
        post(entry(1, "completed", lessonId(1), 1800, kNow - 3000));
        CPPUNIT_ASSERT(!state(post(entry(2, "uncompleted", lessonId(1), 0, kNow - 2000)), 0)
                            ->getValue<bool>("completed"));
    }

    void changesAreInTheOrderTheyWereStored() {
        post(entry(1, "progress", lessonId(2), 1, kNow - 1000));
        post(entry(2, "favorite", lessonId(1), 0, kNow - 9000));
        CPPUNIT_ASSERT_EQUAL(std::string("progress 2, favorite 1, "), page());
        const std::string seen = cursor_;
        CPPUNIT_ASSERT_EQUAL(std::string(), page("?after=" + seen));
        CPPUNIT_ASSERT_EQUAL(seen, cursor_);
        post(entry(3, "progress", lessonId(3), 1, kNow - 3'600'000)); // an hour late
        CPPUNIT_ASSERT_EQUAL(std::string("progress 3, "), page("?after=" + seen));
    }

    void aRewrittenRowMovesToTheEnd() {
        post(entry(1, "progress", lessonId(1), 1, kNow - 5000));
        post(entry(2, "progress", lessonId(2), 1, kNow - 4000));
        page();
        const std::string seen = cursor_;
        post(entry(3, "progress", lessonId(1), 2, kNow - 3000));
        CPPUNIT_ASSERT_EQUAL(std::string("progress 1, "), page("?after=" + seen));
        CPPUNIT_ASSERT_EQUAL(std::string("progress 2, progress 1, "), page());
    }

    void whatThePlatformsRoutesWriteIsAChangeToo() {
        post(entry(1, "progress", lessonId(2), 1, kNow));
        page();
        const std::string seen = cursor_;
        client_->put("/audio/progress/series-one-lesson-1", R"({"positionSeconds":5,"isCompleted":false})");
        client_->send("POST", "/me/library/save/series-one-lesson-3");
        client_->post("/audio/progress/sync",
                      R"({"items":[{"listingId":")" + lessonId(1) +
                          R"(","positionSeconds":9,"updatedAt":"2027-01-01T00:00:00Z"}]})");
        CPPUNIT_ASSERT_EQUAL(std::string("favorite 3, progress 1, "), page("?after=" + seen));
    }

    void pagesLoseNothing() {
        for (int i = 1; i <= 3; ++i)
            post(entry(i, "progress", lessonId(i), 1, kNow));
        CPPUNIT_ASSERT_EQUAL(std::string("progress 1, progress 2, "), page("?limit=2"));
        CPPUNIT_ASSERT(more_);
        CPPUNIT_ASSERT_EQUAL(std::string("progress 3, "), page("?limit=2&after=" + cursor_));
        CPPUNIT_ASSERT(!more_);
    }

    void aCursorThatWasNeverGivenIsRefused() {
        const Reply reply = client_->get("/durus/v1/changes?after=1000000");
        CPPUNIT_ASSERT_EQUAL(410, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("unknown_cursor"), reply.object()->getValue<std::string>("code"));
    }

    void accountsDoNotSeeEachOther() {
        post(entry(1, "progress", lessonId(1), 1, kNow));
        *client_ = under_->client("bob-token");
        CPPUNIT_ASSERT_EQUAL(std::string(), page());
        CPPUNIT_ASSERT_EQUAL(std::string("ok"), outcome(post(entry(1, "progress", lessonId(1), 2, kNow)), 0));
    }

    void changesOutliveTheProcess() {
        post(entry(1, "progress", lessonId(1), 1, kNow));
        page();
        const std::string seen = cursor_;
        under_->restart();
        *client_ = under_->client("alice-token");
        CPPUNIT_ASSERT_EQUAL(std::string(), page("?after=" + seen));
        const Reply again = post(entry(1, "progress", lessonId(1), 1, kNow));
        CPPUNIT_ASSERT_EQUAL(std::string("already"), outcome(again, 0));
    }

    void errorsAreProblems() {
        HttpsClient stranger = under_->client("no-such-token");
        const auto expect = [](int status, const std::string& code, const Reply& reply) {
            CPPUNIT_ASSERT_EQUAL(status, reply.status);
            CPPUNIT_ASSERT_EQUAL(std::string("application/problem+json"), reply.header("content-type"));
            CPPUNIT_ASSERT_EQUAL(code, reply.object()->getValue<std::string>("code"));
        };
        const Headers key{{"Idempotency-Key", "\"a\""}};
        expect(401, "invalid_token", stranger.get("/durus/v1/changes"));
        expect(404, "no_such_route", client_->get("/durus/v1/nothing"));
        expect(422, "no_idempotency_key", client_->post("/durus/v1/entries", R"({"entries":[]})"));
        expect(422, "invalid_batch", client_->post("/durus/v1/entries", R"({"items":[]})", key));
        expect(422, "invalid_batch", post("null"));
        expect(422, "invalid_parameter", client_->get("/durus/v1/changes?after=x"));
        expect(422, "invalid_parameter", client_->get("/durus/v1/changes?limit=0"));
        std::string many;
        for (int i = 0; i <= 1000; ++i)
            many += (i ? "," : "") + entry(1, "progress", lessonId(1), 1, kNow);
        expect(422, "too_many_entries", post(many));
    }

    void anOutageIsNoSignOut() {
        under_->backend().database().setDown(true);
        const Reply reply = client_->get("/durus/v1/changes");
        under_->backend().database().setDown(false);
        CPPUNIT_ASSERT_EQUAL(503, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("unavailable"), reply.object()->getValue<std::string>("code"));
    }

    void receiptsAreGivenToEachBoxAndOutliveTheProcess() {
        const std::string none = "count=0, chain=\"\"";
        CPPUNIT_ASSERT_EQUAL(std::string("standing=unknown"),
                             post(entry(1, "favorite", lessonId(1), 0, kNow)).header("durus-receipt"));
        const std::string first = give(2, 'a', none);
        CPPUNIT_ASSERT(says(first, "count=1, ") && says(first, "standing=in_step"));
        CPPUNIT_ASSERT(says(give(3, 'b', none), "count=1, "));
        CPPUNIT_ASSERT(says(give(2, 'a', none), "count=1, "));
        under_->restart();
        client_ = std::make_unique<HttpsClient>(under_->client("alice-token"));
        const std::string second = give(4, 'a', counted(first));
        CPPUNIT_ASSERT(says(second, "count=2, ") && says(second, "standing=in_step"));
        CPPUNIT_ASSERT(says(give(5, 'a', none), "standing=box_behind, difference=2"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(EntryApiTest);
