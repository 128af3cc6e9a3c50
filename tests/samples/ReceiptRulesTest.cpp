// SPDX-License-Identifier: Apache-2.0
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <reference/Receipts.h>
#include <reference/StableId.h>

using namespace durus::reference;

/// A box shows what it was last given; whatever answers get lost, only what a copy, a restored box or a
/// restored backend can do is told as such.
class ReceiptRulesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReceiptRulesTest);
    CPPUNIT_TEST(idsAreCountedAndChained);
    CPPUNIT_TEST(lostAnswersAreNoIncident);
    CPPUNIT_TEST(aBatchTakenApartIsNoIncident);
    CPPUNIT_TEST(aLateDuplicateIsNoNewsAndChangesNothing);
    CPPUNIT_TEST(aCopyIsNoticedByBothWhenTheyTakeTurns);
    CPPUNIT_TEST(aBackendThatWentBackIsNoticedUntilItIsTold);
    CPPUNIT_TEST(aBackendThatForgotTheBoxIsNoticed);
    CPPUNIT_TEST(theSameCountOfOtherEntriesIsParted);
    CPPUNIT_TEST(headersAreReadStrictly);
    CPPUNIT_TEST(answersSayWhatHolds);
    CPPUNIT_TEST_SUITE_END();

    static constexpr const char* kBox = "0193a000-0000-7000-8000-0000000000bb";
    BoxReceipts kept_;
    int ids_ = 0;

    /// A box, or a copy of it: what it shows is what it was last given.
    struct Box {
        Receipt has;
    };

    std::vector<std::string> fresh(int count) {
        std::vector<std::string> ids;
        for (int i = 0; i < count; ++i)
            ids.push_back("id-" + std::to_string(++ids_));
        return ids;
    }
    ReceiptReply take(const Box& box, const std::vector<std::string>& ids) {
        return giveReceipt(kept_, {kBox, box.has}, ids);
    }
    ReceiptReply send(Box& box, int count) {
        const ReceiptReply reply = take(box, fresh(count));
        box.has = reply.given;
        return reply;
    }
    static void is(Standing standing, std::int64_t difference, bool news, const ReceiptReply& reply) {
        CPPUNIT_ASSERT_EQUAL(std::string(name(standing)), std::string(name(reply.standing)));
        CPPUNIT_ASSERT_EQUAL(difference, reply.difference);
        CPPUNIT_ASSERT_EQUAL(news, reply.isNews);
    }

public:
    void idsAreCountedAndChained() {
        Box box;
        const ReceiptReply reply = send(box, 2);
        is(Standing::InStep, 0, false, reply);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, reply.given.count);
        CPPUNIT_ASSERT_EQUAL(sha256Hex(sha256Hex("id-1") + "id-2"), reply.given.chain);
    }

    void lostAnswersAreNoIncident() {
        Box box;
        send(box, 2);
        take(box, fresh(3));
        is(Standing::InStep, 0, false, take(box, {}));
        is(Standing::InStep, 0, false, send(box, 0));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, box.has.count);
        is(Standing::InStep, 0, false, send(box, 1));
    }

    void aBatchTakenApartIsNoIncident() {
        Box box;
        send(box, 2);
        take(box, fresh(3));
        is(Standing::InStep, 0, false, take(box, fresh(1)));
        is(Standing::InStep, 0, false, take(box, fresh(2)));
        is(Standing::InStep, 0, false, send(box, 1));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{9}, box.has.count);
    }

    void aLateDuplicateIsNoNewsAndChangesNothing() {
        Box box;
        send(box, 1);
        const Box before = box;
        send(box, 1);
        send(box, 1);
        is(Standing::BoxBehind, 2, false, take(before, {}));
        is(Standing::InStep, 0, false, send(box, 1));
    }

    void aCopyIsNoticedByBothWhenTheyTakeTurns() {
        Box box;
        send(box, 2);
        Box copy = box;
        is(Standing::InStep, 0, false, send(box, 1));
        is(Standing::InStep, 0, false, send(copy, 1)); // as if the answer to the other had been lost
        is(Standing::BoxBehind, 1, true, send(box, 1));
        is(Standing::BoxBehind, 1, true, send(copy, 1));
    }

    void aBackendThatWentBackIsNoticedUntilItIsTold() {
        Box box;
        send(box, 2);
        const BoxReceipts backup = kept_;
        send(box, 5);
        kept_ = backup;
        is(Standing::BackendBehind, 5, true, take(box, fresh(1)));
        is(Standing::BackendBehind, 4, true, send(box, 0));
        is(Standing::InStep, 0, false, send(box, 1));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, box.has.count);
    }

    void aBackendThatForgotTheBoxIsNoticed() {
        Box box;
        send(box, 3);
        kept_ = {};
        is(Standing::BackendBehind, 3, true, send(box, 1));
    }

    void theSameCountOfOtherEntriesIsParted() {
        Box box;
        send(box, 2);
        const BoxReceipts backup = kept_;
        Box copy = box;
        send(box, 2);
        kept_ = backup;
        send(copy, 2);
        is(Standing::Parted, 0, true, send(box, 1));
    }

    void headersAreReadStrictly() {
        const std::string box = std::string("box=\"") + kBox + "\", count=12, chain=\"";
        const auto shown = readReceipt(box + std::string(64, 'a') + '"');
        CPPUNIT_ASSERT(shown && shown->box == kBox && shown->receipt.count == 12);
        CPPUNIT_ASSERT(readReceipt(box + '"'));
        for (const std::string& header :
             {std::string(), box, box + "a\"", box + std::string(64, 'g') + '"', box + "\", standing=in_step",
              std::string("box=\"") + kBox + "\", count=9999999999999999999, chain=\"\"",
              std::string("box=\"'; DROP TABLE receipt\", count=1, chain=\"\""), std::string(100'000, 'a')})
            CPPUNIT_ASSERT_MESSAGE(header.substr(0, 100), !readReceipt(header));
    }

    void answersSayWhatHolds() {
        CPPUNIT_ASSERT_EQUAL(std::string("standing=unknown"), receiptHeader(std::nullopt));
        ReceiptReply reply{.box = kBox, .given = {3, "c"}, .standing = Standing::InStep};
        CPPUNIT_ASSERT_EQUAL(std::string("box=\"") + kBox + "\", count=3, chain=\"c\", standing=in_step",
                             receiptHeader(reply));
        reply.standing = Standing::BackendBehind;
        reply.difference = 4;
        CPPUNIT_ASSERT_EQUAL(std::string("box=\"") + kBox +
                                 "\", count=3, chain=\"c\", standing=backend_behind, difference=4",
                             receiptHeader(reply));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReceiptRulesTest);
