// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus;
using Poco::JSON::Object;
using std::string;

namespace {

Object::Ptr objectOf(const string& text) {
    return Poco::JSON::Parser().parse(text).extract<Object::Ptr>();
}

} // namespace

/// Pairing, and what a paired phone does, with the real programs.
class PairingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PairingTest);
    CPPUNIT_TEST(aProgramPairsItself);
    CPPUNIT_TEST(guessingIsOverAfterFiveTries);
    CPPUNIT_TEST(aBrowserPairsItselfWithoutAScript);
    CPPUNIT_TEST(aRevokedDeviceIsOut);
    CPPUNIT_TEST(durusctlWaitsForTheDevice);
    CPPUNIT_TEST(progressIsKept);
    CPPUNIT_TEST(olderProgressIsLeftOutButItsCompletionCounts);
    CPPUNIT_TEST(ofOneLectureTheNewestItemStands);
    CPPUNIT_TEST(aBadItemSpoilsNoOther);
    CPPUNIT_TEST(badBodiesAreSaidToBeBad);
    CPPUNIT_TEST(favoritesAreKept);
    CPPUNIT_TEST(aCompletionIsTakenBack);
    CPPUNIT_TEST(accountsDoNotSeeEachOther);
    CPPUNIT_TEST(noTokenIsInTheLog);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;
    string token_;

    test::Finished ctl(std::vector<string> words) {
        const std::vector<string> program{(test::buildDir() / "bin/durusctl").string(), "--data",
                                          server.data().string()};
        words.insert(words.begin(), program.begin(), program.end());
        return test::runProcess(words);
    }
    string code(const string& account = "local") {
        const auto finished = ctl({"--json", "pair", "--account", account});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(finished.output, 0, finished.status);
        return objectOf(finished.output)->getValue<string>("code");
    }
    static string wrong(const string& code) { return code == "000000" ? "000001" : "000000"; }

    test::CurlReply post(const string& path, const string& json, const string& method = "POST") const {
        return server.get(path, {"-X", method, "-H", "Authorization: Bearer " + token_, "-H",
                                 "Content-Type: application/json", "--data", json});
    }
    test::CurlReply pair(const string& code) const {
        return post("/api/pair", R"({"code":")" + code + R"(","name":"phone"})");
    }
    string get(const string& path) const {
        const auto reply = server.get(path, {"-H", "Authorization: Bearer " + token_});
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        return reply.body;
    }
    void beginPaired(const string& account = "local") {
        token_ = objectOf(pair(code(account)).body)->getValue<string>("token");
    }

    string listing() {
        return objectOf(server.get("/api/listings/" + server.slug()).body)->getValue<string>("id");
    }
    string item(int position, const string& at, const string& more = {}) {
        return R"({"listingId":")" + listing() + R"(","positionSeconds":)" + std::to_string(position) +
               R"(,"updatedAt":")" + at + '"' + more + '}';
    }
    test::CurlReply sync(const string& items) {
        return post("/api/audio/progress/sync", R"({"items":[)" + items + "]}");
    }
    /// Of the one lecture.
    Object::Ptr mine() { return objectOf(get("/api/me/library/listing/" + server.slug())); }
    int position() { return mine()->getObject("progress")->getValue<int>("positionSeconds"); }
    bool completed() { return mine()->getObject("progress")->has("completedAt"); }

public:
    void aProgramPairsItself() {
        const auto reply = pair(code());
        CPPUNIT_ASSERT_EQUAL(201, reply.status);
        CPPUNIT_ASSERT_EQUAL(string("no-store"), reply.field("cache-control"));
        token_ = objectOf(reply.body)->getValue<string>("token");
        const auto me = objectOf(get("/api/pair"));
        CPPUNIT_ASSERT_EQUAL(string("phone"), me->getValue<string>("name"));
        CPPUNIT_ASSERT_EQUAL(string("local"), me->getValue<string>("account"));
        CPPUNIT_ASSERT(!me->has("token"));
    }

    void guessingIsOverAfterFiveTries() {
        const string good = code();
        for (int i = 0; i < 5; ++i)
            CPPUNIT_ASSERT_EQUAL(403, pair(wrong(good)).status);
        CPPUNIT_ASSERT_EQUAL(403, pair(good).status);
        CPPUNIT_ASSERT_EQUAL(201, pair(code()).status);
    }

    void aBrowserPairsItselfWithoutAScript() {
        const string jar = (server.data() / "cookies").string();
        const std::vector<string> browser{"-c", jar, "-b", jar, "-e", server.url() + "/pair"};
        const auto form = [&](const string& path, const string& fields) {
            auto arguments = browser;
            arguments.insert(arguments.end(), {"--data", fields});
            return server.get(path, arguments);
        };
        CPPUNIT_ASSERT_EQUAL(403, form("/pair", "code=" + wrong(code()) + "&name=x").status);
        const string good = code();
        const auto paired = form("/pair", "code=" + good.substr(0, 3) + "+" + good.substr(3) + "&name=phone");
        CPPUNIT_ASSERT_EQUAL(303, paired.status);
        CPPUNIT_ASSERT_EQUAL(string("/me"), paired.field("location"));
        CPPUNIT_ASSERT(server.get("/me", browser).body.find("phone") != string::npos);
        CPPUNIT_ASSERT_EQUAL(303, form("/me/favorite", "slug=" + server.slug() + "&on=1").status);
        CPPUNIT_ASSERT(server.get("/me", browser).body.find("/listing/" + server.slug()) != string::npos);
        CPPUNIT_ASSERT_EQUAL(303, form("/me/unpair", "").status);
        CPPUNIT_ASSERT_EQUAL(string("/pair"), server.get("/me", browser).field("location"));
    }

    void aRevokedDeviceIsOut() {
        beginPaired();
        const auto listed = objectOf(ctl({"--json", "devices"}).output)->getArray("devices");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed->size());
        CPPUNIT_ASSERT_EQUAL(0,
                             ctl({"devices", "revoke", listed->getObject(0)->getValue<string>("id")}).status);
        CPPUNIT_ASSERT_EQUAL(401, post("/api/audio/progress/sync", R"({"items":[]})").status);
        CPPUNIT_ASSERT_EQUAL(1, ctl({"devices", "revoke", "none"}).status);
    }

    void durusctlWaitsForTheDevice() {
        test::Process waiting(
            {(test::buildDir() / "bin/durusctl").string(), "--data", server.data().string(), "pair"});
        const auto line = waiting.readLine(std::chrono::seconds{30});
        CPPUNIT_ASSERT(line && line->starts_with("code "));
        CPPUNIT_ASSERT_EQUAL(201, pair(line->substr(5, 3) + line->substr(9, 3)).status);
        CPPUNIT_ASSERT(waiting.readToEnd(std::chrono::seconds{30}).find("paired: phone") != string::npos);
        CPPUNIT_ASSERT(waiting.wait(std::chrono::seconds{30}) == 0);
    }

    void progressIsKept() {
        beginPaired();
        CPPUNIT_ASSERT(mine()->isNull("progress"));
        const auto reply = sync(item(7, "2026-11-22T10:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(201, reply.status);
        CPPUNIT_ASSERT(reply.body.empty());
        CPPUNIT_ASSERT_EQUAL(7, position());
        CPPUNIT_ASSERT_EQUAL(
            200, post("/api/audio/progress/" + server.slug(), R"({"positionSeconds":9})", "PUT").status);
        CPPUNIT_ASSERT_EQUAL(9, position());
        CPPUNIT_ASSERT(get("/api/audio/progress").find(listing()) != string::npos);
        CPPUNIT_ASSERT_EQUAL(string("[]"), get("/api/audio/progress?since=9999-01-01T00:00:00Z"));
        CPPUNIT_ASSERT(ctl({"progress"}).output.find(server.slug()) != string::npos);
    }

    void olderProgressIsLeftOutButItsCompletionCounts() {
        beginPaired();
        sync(item(20, "2026-11-22T10:00:00Z"));
        sync(item(3, "2026-11-22T09:00:00Z"));
        CPPUNIT_ASSERT(position() == 20 && !completed());
        sync(item(40, "2026-11-22T09:30:00Z", R"(,"completedAt":"2026-11-22T09:30:00Z")"));
        CPPUNIT_ASSERT(position() == 20 && completed());
    }

    void ofOneLectureTheNewestItemStands() {
        beginPaired();
        sync(item(5, "2026-11-22T10:00:05Z") + ',' + item(9, "2026-11-22T10:00:09Z") + ',' +
             item(7, "2026-11-22T10:00:07Z"));
        CPPUNIT_ASSERT_EQUAL(9, position());
    }

    void aBadItemSpoilsNoOther() {
        beginPaired();
        const auto reply =
            sync(item(-1, "2026-11-22T10:00:00Z") + ",7," + item(8, "2026-11-22T10:00:00Z") +
                 R"(,{"listingId":"none","positionSeconds":1,"updatedAt":"2026-11-22T10:00:00Z"},)" +
                 item(9, "yesterday"));
        CPPUNIT_ASSERT_EQUAL(201, reply.status);
        const auto rejected = objectOf(reply.body)->getArray("rejected");
        string indexes;
        for (unsigned i = 0; i < rejected->size(); ++i)
            indexes += rejected->getObject(i)->getValue<string>("index") + ' ';
        CPPUNIT_ASSERT_EQUAL(string("0 1 3 4 "), indexes);
        CPPUNIT_ASSERT_EQUAL(8, position());
    }

    void badBodiesAreSaidToBeBad() {
        beginPaired();
        const string deep = string(5000, '[') + string(5000, ']');
        for (const string& body : {string(), string("{"), string("[]"), string("{}"),
                                   string(R"({"items":3})"), string("{\"items\":") + deep + "}"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body.substr(0, 20), 400,
                                         post("/api/audio/progress/sync", body).status);
        CPPUNIT_ASSERT_EQUAL(404, post("/api/audio/progress/none", R"({"positionSeconds":9})", "PUT").status);
        for (const char* position : {"-1", "1.5", "\"9\"", "true", "99999999999999999999", "999999"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(position, 400,
                                         post("/api/audio/progress/" + server.slug(),
                                              string(R"({"positionSeconds":)") + position + '}', "PUT")
                                             .status);
        const auto tooLarge = server.data() / "too-large";
        std::ofstream(tooLarge) << string(1'048'577, ' ');
        CPPUNIT_ASSERT_EQUAL(413, post("/api/audio/progress/sync", '@' + tooLarge.string()).status);
    }

    void favoritesAreKept() {
        beginPaired();
        CPPUNIT_ASSERT_EQUAL(201, post("/api/me/library/save/" + server.slug(), "{}").status);
        CPPUNIT_ASSERT(mine()->getValue<bool>("favorite"));
        CPPUNIT_ASSERT(get("/api/me/library/saved").find(R"("listingSlug":")" + server.slug()) !=
                       string::npos);
        CPPUNIT_ASSERT(get("/api/me/library/saved/delta").find("savedAt") != string::npos);
        CPPUNIT_ASSERT_EQUAL(200, post("/api/me/library/save/" + server.slug(), "{}", "DELETE").status);
        CPPUNIT_ASSERT(get("/api/me/library/saved/delta").find("deletedAt") != string::npos);
        CPPUNIT_ASSERT_EQUAL(201, post("/api/me/library/saved/sync",
                                       R"({"items":[{"listingId":")" + listing() +
                                           R"(","saved":true,"updatedAt":"2999-01-01T00:00:00Z"}]})")
                                      .status);
        CPPUNIT_ASSERT(mine()->getValue<bool>("favorite"));
    }

    void aCompletionIsTakenBack() {
        beginPaired();
        const string path = "/api/audio/progress/" + server.slug();
        post(path, R"({"positionSeconds":9,"isCompleted":true})", "PUT");
        CPPUNIT_ASSERT(completed());
        post(path, R"({"isCompleted":false})", "PUT");
        CPPUNIT_ASSERT(!completed());
    }

    void accountsDoNotSeeEachOther() {
        server.library().store().accounts().addAccount({model::AccountName("guest"), {}}, "");
        beginPaired();
        sync(item(7, "2026-11-22T10:00:00Z"));
        beginPaired("guest");
        CPPUNIT_ASSERT(mine()->isNull("progress"));
        CPPUNIT_ASSERT_EQUAL(string("[]"), get("/api/audio/progress"));
    }

    void noTokenIsInTheLog() {
        beginPaired();
        sync(item(7, "2026-11-22T10:00:00Z"));
        const auto log = test::runProcess({"grep", "-c", token_, (server.data() / "stderr").string()});
        CPPUNIT_ASSERT_EQUAL(string("0\n"), log.output);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PairingTest);
