// SPDX-License-Identifier: Apache-2.0
#include "Wire.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;

class ChangesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ChangesTest);
    CPPUNIT_TEST(beginsAtTheBeginning);
    CPPUNIT_TEST(goesOnWhereItStopped);
    CPPUNIT_TEST(readsPageByPage);
    CPPUNIT_TEST(aCursorThatDoesNotAdvanceEndsTheWalk);
    CPPUNIT_TEST(aCursorTheBackendNeverGaveReadsEverythingOnce);
    CPPUNIT_TEST(aCursorOfAnotherCodecReadsEverything);
    CPPUNIT_TEST(whatIsNoPageMovesNoCursor);
    CPPUNIT_TEST_SUITE_END();

    Wire wire_;

    Talk pull(const std::string& cursor) { return Talk(wire_.codec.pull(cursor, {})); }

    static sync::HttpResponse page(const std::string& cursor, bool more, const std::string& changes = {}) {
        return answer(200, R"({"serverTime":1,"changes":[)" + changes + R"(],"cursor":")" + cursor +
                               R"(","more":)" + (more ? "true" : "false") + '}');
    }
    static std::string favorite(const std::string& listing) {
        return R"({"family":"favorite","listing":")" + listing + R"(","favorite":true,"updatedAt":5})";
    }

public:
    void beginsAtTheBeginning() {
        CPPUNIT_ASSERT_EQUAL(std::string("/durus/v1/changes"), pull("").request().path);
    }

    void goesOnWhereItStopped() {
        Talk talk = pull("41");
        CPPUNIT_ASSERT_EQUAL(std::string("/durus/v1/changes?after=41"), talk.request().path);
        talk.reply(page("41", false));
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT_EQUAL(std::string("41"), talk.results().cursor.value());
    }

    void readsPageByPage() {
        Talk talk = pull("");
        talk.reply(page("7", true, favorite("a")));
        CPPUNIT_ASSERT_EQUAL(std::string("/durus/v1/changes?after=7"), talk.request().path);
        talk.reply(page("9", false, favorite("b")));
        CPPUNIT_ASSERT(talk.finished());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, talk.results().favorites.size());
        CPPUNIT_ASSERT_EQUAL(std::string("9"), talk.results().cursor.value());
    }

    void aCursorThatDoesNotAdvanceEndsTheWalk() {
        CPPUNIT_ASSERT(pull("7").reply(page("7", true)).finished());
        CPPUNIT_ASSERT(pull("7").reply(page("3", true)).finished());
    }

    void aCursorTheBackendNeverGaveReadsEverythingOnce() {
        Talk talk = pull("41");
        talk.reply(Wire::problem(410, "unknown_cursor"));
        CPPUNIT_ASSERT_EQUAL(std::string("/durus/v1/changes"), talk.request().path);
        talk.reply(Wire::problem(410, "unknown_cursor"));
        CPPUNIT_ASSERT(talk.finished() && !talk.failure().empty());
    }

    void aCursorOfAnotherCodecReadsEverything() {
        CPPUNIT_ASSERT_EQUAL(std::string("/durus/v1/changes"),
                             pull("2026-11-22T12:00:00Z;2026-11-22T12:00:00Z").request().path);
    }

    void whatIsNoPageMovesNoCursor() {
        for (const auto& stranger :
             {answer(200, "{}"), answer(200, R"({"changes":[],"cursor":"later"})"),
              answer(200, R"({"changes":[],"cursor":8})"), answer(200, "<html>", "text/html")}) {
            Talk talk = pull("7");
            talk.reply(stranger);
            CPPUNIT_ASSERT(talk.failure().starts_with("not_backend "));
            CPPUNIT_ASSERT(!talk.results().cursor);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ChangesTest);
