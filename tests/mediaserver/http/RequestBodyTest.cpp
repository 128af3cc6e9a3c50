// SPDX-License-Identifier: Apache-2.0
#include "ParserRun.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

using namespace durus::mediaserver::http;
using namespace std::string_literals;

namespace {

struct Case {
    std::string text;
    const char* expected;
    std::string body = {};
};

std::string post(const std::string& rest) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + rest;
}
std::string length(const std::string& value) {
    return post("Content-Length:" + value + "\r\n\r\n");
}
std::string coding(const std::string& value) {
    return post("Transfer-Encoding: " + value + "\r\n\r\n0\r\n\r\n");
}
std::string chunks(const std::string& data) {
    return post("Transfer-Encoding: chunked\r\n\r\n" + data);
}

const std::vector<Case> kLengths{
    {length(" 3") + "abc", "ok", "abc"},
    {length(" 0"), "ok"},
    {length(" 003") + "abc", "ok", "abc"},
    {length(" 3") + "ab", "more", "ab"},
    {length(""), "400"},
    {length(" "), "400"},
    {length(" -5"), "400"},
    {length(" +5"), "400"},
    {length(" 5x"), "400"},
    {length(" 0x5"), "400"},
    {length(" 5 5"), "400"},
    {length(" 5.0"), "400"},
    {length(" 3, 3"), "400"},
    {length(" 3\r\nContent-Length: 3"), "400"},
    {length(" 3\r\nContent-Length: 4"), "400"},
    {length(" " + std::string(30, '9')), "400"},
    {length(" 18446744073709551616"), "400"},
    {length(" 999999999999"), "413"},
    {length(" =?utf-8?Q?3?="), "400"},
    {post("\r\n"), "ok"},
    {post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "400"},
    {post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), "400"},
    {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
    {coding("chunked"), "ok"},
    {coding("Chunked"), "ok"},
    {coding("gzip, chunked"), "501"},
    {coding("gzip\r\nTransfer-Encoding: chunked"), "501"},
    {coding("identity, chunked"), "501"},
    {coding("chunked, chunked"), "400"},
    {coding("chunked, gzip"), "400"},
    {coding("chunked\r\nTransfer-Encoding: chunked"), "400"},
    {coding("gzip"), "400"},
    {coding("identity"), "400"},
    {coding("xchunked"), "400"},
    {coding("chunked;q=1"), "400"},
    {coding("chunked,"), "400"},
    {coding("\"chunked\""), "400"},
    {coding(""), "400"},
    {coding("=?utf-8?Q?chunked?="), "400"},
    {coding("\x0b"
            "chunked"),
     "400"},
    {post("Transfer_Encoding: chunked\r\n\r\n"), "ok"},
};

const std::vector<Case> kChunks{
    {chunks("3\r\nabc\r\n0\r\n\r\n"), "ok", "abc"},
    {chunks("3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"), "ok", "abcd"},
    {chunks("0A\r\n0123456789\r\n000\r\n\r\n"), "ok", "0123456789"},
    {chunks("a\r\n0123456789\r\n0\r\n\r\n"), "ok", "0123456789"},
    {chunks("1;ext=\"v\"\r\na\r\n0;x\r\n\r\n"), "ok", "a"},
    // Bad blanks are to be understood (RFC 9112 7.1.1).
    {chunks("1 ;x\r\na\r\n0\t; x = y\r\n\r\n"), "ok", "a"},
    {chunks("1\r\na\r\n0\r\nTrailer: v\r\n\r\n"), "ok", "a"},
    {chunks("1\r\na\r\n0\r\n"), "more", "a"},
    {chunks("1\r\na"), "more", "a"},
    {chunks("\r\n"), "400"},
    {chunks("-1\r\na\r\n"), "400"},
    {chunks("+1\r\na\r\n"), "400"},
    {chunks("0x3\r\nabc\r\n"), "400"},
    {chunks("3 \r\nabc\r\n"), "400"},
    {chunks(" 3\r\nabc\r\n"), "400"},
    {chunks("3 x\r\nabc\r\n"), "400"},
    {chunks(" 3;x\r\nabc\r\n"), "400"},
    {chunks("3\nabc\r\n0\r\n\r\n"), "400"},
    {chunks("3\r\nabc0\r\n\r\n"), "400"},
    {chunks("3\r\nabc\n0\r\n\r\n"), "400"},
    {chunks("3\r\nabc\r0\r\n\r\n"), "400"},
    {chunks("2\r\nabc\r\n0\r\n\r\n"), "400"},
    {chunks("3;a\x01\r\nabc\r\n"), "400"},
    {chunks("3;" + std::string(64 * 1024, 'x') + "\r\nabc\r\n"), "400"},
    {chunks("FFFFFFFFFFFFFFFF\r\n"), "400"},
    {chunks("10000000000000003\r\nabc\r\n"), "400"},
    {chunks("0000000000000003\r\nabc\r\n"), "400"},
    {chunks("7FFFFFFFFFFFFFF\r\n"), "413"},
    {chunks("123456789\r\n"), "413"},
    {chunks("g\r\n"), "400"},
    {chunks("0\r\nno colon\r\n\r\n"), "400"},
    {chunks("0\r\n folded: 1\r\n\r\n"), "400"},
    {chunks("0\r\nA : 1\r\n\r\n"), "400"},
    {chunks("0\r\nA: " + std::string(9000, 'x') + "\r\n\r\n"), "431"},
};

} // namespace

class RequestBodyTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RequestBodyTest);
    CPPUNIT_TEST(judgesLengthsAndCodings);
    CPPUNIT_TEST(judgesChunks);
    CPPUNIT_TEST(judgesTheSameInAnyPieces);
    CPPUNIT_TEST(boundsTheBody);
    CPPUNIT_TEST(boundsAllTrailersTogether);
    CPPUNIT_TEST(stopsBehindTheLastChunk);
    CPPUNIT_TEST(readsExpect);
    CPPUNIT_TEST_SUITE_END();

public:
    void judgesLengthsAndCodings() { judge(kLengths, ParserRun::kAtOnce); }
    void judgesChunks() { judge(kChunks, ParserRun::kAtOnce); }

    void judgesTheSameInAnyPieces() {
        for (const std::size_t size : {1U, 2U, 3U, 7U}) {
            judge(kLengths, size);
            judge(kChunks, size);
        }
    }

    void boundsTheBody() {
        ParserRun run;
        const std::size_t most = run.limits.bodyBytes;
        CPPUNIT_ASSERT_EQUAL("ok"s, run.outcome(length(std::to_string(most)) + std::string(most, 'x')));
        CPPUNIT_ASSERT_EQUAL("413"s, run.outcome(length(std::to_string(most + 1))));
        std::string data;
        for (std::size_t i = 0; i < most; i += 0x1000)
            data += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
        CPPUNIT_ASSERT_EQUAL("ok"s, run.outcome(chunks(data + "0\r\n\r\n")));
        CPPUNIT_ASSERT_EQUAL(most, run.request.body.size());
        CPPUNIT_ASSERT_EQUAL("413"s, run.outcome(chunks(data + "1\r\nx\r\n0\r\n\r\n")));
    }

    void boundsAllTrailersTogether() {
        ParserRun run;
        std::string trailers;
        for (int i = 0; i < 3000; ++i)
            trailers += "A: 1\r\n";
        CPPUNIT_ASSERT_EQUAL("431"s, run.outcome(chunks("0\r\n" + trailers + "\r\n")));
    }

    void stopsBehindTheLastChunk() {
        ParserRun run;
        CPPUNIT_ASSERT_EQUAL("ok"s,
                             run.outcome(chunks("1\r\na\r\n0\r\nT: 1\r\n\r\nGET /smuggled HTTP/1.1\r\n")));
        CPPUNIT_ASSERT_EQUAL("GET /smuggled HTTP/1.1\r\n"s, run.rest);
    }

    void readsExpect() {
        ParserRun run;
        run.outcome(post("Content-Length: 3\r\nExpect: 100-Continue\r\n\r\n"));
        CPPUNIT_ASSERT(run.parser.framing().expectsContinue);
        run.outcome(post("Content-Length: 0\r\nExpect: 100-continue\r\n\r\n"));
        CPPUNIT_ASSERT(!run.parser.framing().expectsContinue);
        run.outcome("POST / HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        CPPUNIT_ASSERT(!run.parser.framing().expectsContinue);
        CPPUNIT_ASSERT_EQUAL("417"s, run.outcome(post("Expect: foo\r\n\r\n")));
        CPPUNIT_ASSERT_EQUAL("417"s, run.outcome(post("Expect: 100-continue, foo\r\n\r\n")));
    }

private:
    static void judge(const std::vector<Case>& cases, std::size_t pieceSize) {
        for (const Case& row : cases) {
            ParserRun run;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.text, std::string(row.expected),
                                         run.outcome(row.text, pieceSize));
            if (row.expected != "400"s) CPPUNIT_ASSERT_EQUAL_MESSAGE(row.text, row.body, run.request.body);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RequestBodyTest);
