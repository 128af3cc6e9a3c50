// SPDX-License-Identifier: Apache-2.0
#include "ResponseReader.h"

#include <durus/core/Error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <array>

using durus::Error;
using durus::ErrorCode;
using durus::Milliseconds;
using durus::http::ByteSource;
using durus::http::Deadline;
using durus::http::ResponseReader;

namespace {

/// Gives a text in pieces of a fixed size, then ends; or, if it stalls, gives nothing more.
class Pieces final : public ByteSource {
public:
    Pieces(std::string text, std::size_t piece, bool stalls = false)
        : text_(std::move(text)), piece_(piece), stalls_(stalls) {}

    std::optional<std::size_t> read(std::span<char> buffer, Deadline) override {
        if (text_.empty() && stalls_) return std::nullopt;
        const std::size_t count = text_.copy(buffer.data(), std::min(buffer.size(), piece_));
        text_.erase(0, count);
        return count;
    }

private:
    std::string text_;
    std::size_t piece_;
    bool stalls_;
};

const Deadline kSoon = Deadline::in(Milliseconds{1'000});

struct Answer {
    int status = 0;
    std::string body;
    bool reusable = false;
};

Answer readAll(ResponseReader& reader) {
    Answer answer{.status = reader.readHead(kSoon).status, .body = {}};
    std::array<char, 7> block{};
    for (auto count = reader.readBody(block, kSoon); *count > 0; count = reader.readBody(block, kSoon))
        answer.body.append(block.data(), *count);
    answer.reusable = reader.leavesReusable();
    return answer;
}

Answer readInPieces(const std::string& text, std::size_t piece, bool toHead = false) {
    Pieces pieces(text, piece);
    ResponseReader reader(pieces, toHead);
    return readAll(reader);
}

int faultOf(const std::string& text) {
    try {
        readInPieces(text, 5);
    } catch (const Error& error) {
        return static_cast<int>(error.code());
    }
    return -1;
}

constexpr int kCorrupt = static_cast<int>(ErrorCode::Corrupt);
constexpr int kCut = static_cast<int>(ErrorCode::Unavailable);

} // namespace

class ResponseReaderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ResponseReaderTest);
    CPPUNIT_TEST(readsAMeasuredBodyHoweverItIsCut);
    CPPUNIT_TEST(readsAChunkedBodyHoweverItIsCut);
    CPPUNIT_TEST(readsABodyThatEndsWithTheConnection);
    CPPUNIT_TEST(someAnswersHaveNoBody);
    CPPUNIT_TEST(skipsProvisionalAnswers);
    CPPUNIT_TEST(everyPrefixOfAnAnswerIsAnError);
    CPPUNIT_TEST(refusesWhatCanBeReadInTwoWays);
    CPPUNIT_TEST(refusesMalformedHeads);
    CPPUNIT_TEST(refusesEndlessHeads);
    CPPUNIT_TEST(refusesMalformedChunks);
    CPPUNIT_TEST(tellsWhenNothingComes);
    CPPUNIT_TEST(strayBytesEndTheReuse);
    CPPUNIT_TEST_SUITE_END();

public:
    void readsAMeasuredBodyHoweverItIsCut() {
        const std::string text = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\nX: y\r\n\r\nHello, world!";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            const Answer answer = readInPieces(text, piece);
            CPPUNIT_ASSERT_EQUAL(200, answer.status);
            CPPUNIT_ASSERT_EQUAL(std::string("Hello, world!"), answer.body);
            CPPUNIT_ASSERT(answer.reusable);
        }
    }

    void readsAChunkedBodyHoweverItIsCut() {
        const std::string text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "5;ext=1\r\nHello\r\n8\r\n, world!\r\n0\r\nTrailer: t\r\n\r\n";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            const Answer answer = readInPieces(text, piece);
            CPPUNIT_ASSERT_EQUAL(std::string("Hello, world!"), answer.body);
            CPPUNIT_ASSERT(answer.reusable);
        }
    }

    void readsABodyThatEndsWithTheConnection() {
        const Answer answer = readInPieces("HTTP/1.1 200\r\n\r\nuntil the end", 3);
        CPPUNIT_ASSERT_EQUAL(std::string("until the end"), answer.body);
        CPPUNIT_ASSERT(!answer.reusable);
    }

    void someAnswersHaveNoBody() {
        CPPUNIT_ASSERT_EQUAL(std::string(), readInPieces("HTTP/1.1 204 No Content\r\n\r\n", 9).body);
        CPPUNIT_ASSERT(readInPieces("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 9).reusable);
        CPPUNIT_ASSERT(readInPieces("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 9, true).reusable);
        CPPUNIT_ASSERT(readInPieces("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", 9).reusable);
        CPPUNIT_ASSERT(
            !readInPieces("HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 9)
                 .reusable);
        CPPUNIT_ASSERT(!readInPieces("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", 9).reusable);
    }

    void skipsProvisionalAnswers() {
        const std::string text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                 "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        CPPUNIT_ASSERT_EQUAL(std::string("ok"), readInPieces(text, 4).body);
        std::string endless;
        for (int i = 0; i < 50; ++i)
            endless += "HTTP/1.1 100 Continue\r\n\r\n";
        CPPUNIT_ASSERT_EQUAL(kCorrupt, faultOf(endless));
    }

    void everyPrefixOfAnAnswerIsAnError() {
        for (const std::string text :
             {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello",
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n"})
            for (std::size_t length = 0; length < text.size(); ++length)
                CPPUNIT_ASSERT_EQUAL_MESSAGE(text.substr(0, length), kCut, faultOf(text.substr(0, length)));
    }

    void refusesWhatCanBeReadInTwoWays() {
        for (const std::string fields :
             {"Content-Length: 2\r\nContent-Length: 3\r\n",
              "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
              "Content-Length: -2\r\n", "Content-Length: 2, 2\r\n", "Content-Length: \r\n",
              "Content-Length: 99999999999999999999999\r\n",
              "Content-Length: 2\r\nContent-Encoding: gzip\r\n"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(fields, kCorrupt,
                                         faultOf("HTTP/1.1 200 OK\r\n" + fields + "\r\nok"));
    }

    void refusesMalformedHeads() {
        for (const std::string head :
             {"<html>\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
              "HTTP/1.1 999 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
              "HTTP/1.1 200 OK\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\na b: x\r\n\r\n",
              "HTTP/1.1 200 OK\r\nA: x\r\n folded\r\n\r\n", "HTTP/1.1 200 OK\r\nA: x\x01y\r\n\r\n",
              "HTTP/1.1 101 Switching Protocols\r\n\r\n", "\r\n\r\n"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(head, kCorrupt, faultOf(head));
    }

    void refusesEndlessHeads() {
        std::string many = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 101; ++i)
            many += "A: b\r\n";
        CPPUNIT_ASSERT_EQUAL(kCorrupt, faultOf(many + "\r\n"));
        Pieces long_("HTTP/1.1 200 OK\r\nA: " + std::string(200'000, 'x'), 4096);
        ResponseReader reader(long_, false);
        CPPUNIT_ASSERT_THROW(reader.readHead(kSoon), Error);
    }

    void refusesMalformedChunks() {
        const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (const std::string body :
             {"zz\r\nHello\r\n0\r\n\r\n", "\r\n", "-5\r\nHello\r\n", "5\r\nHelloX\r\n0\r\n\r\n",
              "10000000000000000\r\nHello\r\n", "0x5\r\nHello\r\n0\r\n\r\n"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body, kCorrupt, faultOf(head + body));
        CPPUNIT_ASSERT_EQUAL(kCorrupt, faultOf(head + std::string(5'000, '1')));
    }

    void tellsWhenNothingComes() {
        for (const std::string framing : {"Content-Length: 9", "Transfer-Encoding: chunked"}) {
            Pieces stalling("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n", 64, true);
            ResponseReader reader(stalling, false);
            reader.readHead(kSoon);
            std::array<char, 8> block{};
            CPPUNIT_ASSERT(!reader.readBody(block, kSoon));
            CPPUNIT_ASSERT(!reader.isComplete());
        }
        Pieces silent("", 1, true);
        ResponseReader reader(silent, false);
        CPPUNIT_ASSERT_THROW(reader.readHead(kSoon), Error);
        CPPUNIT_ASSERT(!reader.hasBegun());
    }

    void strayBytesEndTheReuse() {
        CPPUNIT_ASSERT(
            !readInPieces("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200", 99).reusable);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ResponseReaderTest);
