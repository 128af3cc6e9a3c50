// SPDX-License-Identifier: Apache-2.0
#include "Expectation.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

using namespace durus::conformance;
using std::string;

// The runner itself: what it sends, what it understands of what comes back, and that each word can fail.
class JudgementTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JudgementTest);
    CPPUNIT_TEST(writesRequests);
    CPPUNIT_TEST(takesRepliesApart);
    CPPUNIT_TEST(waitsForTheRestOfAReply);
    CPPUNIT_TEST(eachWordHoldsAndFails);
    CPPUNIT_TEST(partsAreCheckedByteByByte);
    CPPUNIT_TEST(refusesWordsItDoesNotKnow);
    CPPUNIT_TEST_SUITE_END();

    const Names names_{{"file", "/f"}, {"host", "h"}, {"etag", "\"t\""}};
    const string file_ = "0123456789";

    bool holds(const string& word, const Conversation& said) const {
        return judge(word, said, names_, file_).holds;
    }

    static Conversation heard(const string& bytes) {
        Conversation said;
        said.raw = bytes;
        std::string_view rest = said.raw;
        while (!rest.empty())
            said.replies.push_back(*takeReply(rest, false, true));
        return said;
    }

    void writesRequests() {
        CPPUNIT_ASSERT_EQUAL(string("GET /f HTTP/1.1\r\nHost: h\r\nA: b\r\nC: \"t\"\r\n\r\n"),
                             requestBytes("GET {file} ++ A: b ++ C: {etag}", names_));
        CPPUNIT_ASSERT_EQUAL(string("x\r\n\x01\\w{y}aaa"), requestBytes("!x\\r\\n\\x01\\w{y}{3*a}", names_));
    }

    void takesRepliesApart() {
        const Conversation said =
            heard("HTTP/1.1 206 P\r\nA: 1\r\na:  2 \r\nContent-Length: 2\r\n\r\nxy"
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                  "HTTP/1.1 304 N\r\nContent-Length: 9\r\n\r\n"
                  "garbage");
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, said.replies.size());
        CPPUNIT_ASSERT_EQUAL(string("1, 2"), said.replies[0].field("a").value_or(""));
        CPPUNIT_ASSERT_EQUAL(string("xy"), said.replies[0].body);
        CPPUNIT_ASSERT_EQUAL(string("abc"), said.replies[1].body);
        CPPUNIT_ASSERT_EQUAL(304, said.replies[2].status);
        CPPUNIT_ASSERT_EQUAL(0, said.replies[3].status);
    }

    void waitsForTheRestOfAReply() {
        for (const string& part : {string("HT"), string("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"),
                                   string("HTTP/1.1 200 OK\r\n"),
                                   string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab")}) {
            std::string_view bytes = part;
            CPPUNIT_ASSERT_MESSAGE(part, !takeReply(bytes, false, false));
            CPPUNIT_ASSERT_EQUAL(part.size(), bytes.size());
        }
    }

    void eachWordHoldsAndFails() {
        Conversation said = heard("HTTP/1.1 206 P\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nETag: \"t\"\r\n"
                                  "Content-Length: 2\r\n\r\n12");
        said.stayedOpen = true;
        for (const char* word :
             {"206", "200/206", "n=1", "interim=0", "etag={etag}", "etag~t", "etag?", "vary!", "body=1-2",
              "bodymax=2", "body~12", "keep", "dates", "http11", "allow", "raw!~405"})
            CPPUNIT_ASSERT_MESSAGE(word, holds(word, said));
        for (const char* word :
             {"200", "20", "n=2", "interim=1", "then=200", "etag=x", "etag~x", "vary?", "etag!", "body=0-1",
              "body=whole", "body=empty", "bodymax=1", "body~x", "closed", "silent", "raw!~206", "parts=0-1"})
            CPPUNIT_ASSERT_MESSAGE(word, !holds(word, said));
        const Conversation other = heard("HTTP/1.0 405 M\r\nDate: Sun Nov  6 08:49:37 1994\r\n\r\n");
        for (const char* word : {"allow", "dates", "http11", "keep"})
            CPPUNIT_ASSERT_MESSAGE(word, !holds(word, other));
    }

    void partsAreCheckedByteByByte() {
        const auto reply = [](const string& second) {
            return heard("HTTP/1.1 206 P\r\nContent-Type: multipart/byteranges; boundary=b\r\n\r\n--b\r\n"
                         "Content-Type: a/b\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--b\r\n"
                         "Content-Type: a/b\r\nContent-Range: bytes 8-9/10\r\n\r\n" +
                         second + "\r\n--b--\r\n");
        };
        CPPUNIT_ASSERT(holds("parts=0-1,8-9", reply("89")));
        CPPUNIT_ASSERT(!holds("parts=0-1,8-9", reply("88")));
        CPPUNIT_ASSERT(!holds("parts=0-1,8-9", reply("89x")));
        CPPUNIT_ASSERT(!holds("parts=8-9,0-1", reply("89")));
        CPPUNIT_ASSERT(!holds("parts=0-1", reply("89")));
    }

    void refusesWordsItDoesNotKnow() {
        CPPUNIT_ASSERT_THROW(holds("kep", heard("HTTP/1.1 200 OK\r\n\r\n")), std::invalid_argument);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(JudgementTest);
