// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <durus/sync/Receipt.h>

#include <cppunit/extensions/HelperMacros.h>

#include <functional>

using namespace durus;
using namespace durus::sync;
using Kind = model::IntentKind;

namespace {

/// A backend that says something of receipts with every answer to a batch.
class ReceiptGiver final : public HttpExchange {
public:
    explicit ReceiptGiver(HttpExchange& backend) : backend_(backend) {}

    std::string says; ///< empty = nothing
    std::vector<std::string> shown;

    Result<HttpResponse> send(const HttpEndpoint& endpoint, const HttpRequest& request) override {
        auto answer = backend_.send(endpoint, request);
        if (request.method != "POST") return answer;
        shown.emplace_back();
        for (const auto& [name, value] : request.headers)
            if (name == kReceiptHeader) shown.back() = value;
        if (!answer || says.empty()) return answer;
        HttpResponse response = answer.value();
        response.headers.emplace_back("durus-receipt", says);
        return response;
    }
    void cancel() noexcept override { backend_.cancel(); }

private:
    HttpExchange& backend_;
};

} // namespace

class ReceiptTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReceiptTest);
    CPPUNIT_TEST(anAnswerIsRead);
    CPPUNIT_TEST(whatIsMalformedIsNone);
    CPPUNIT_TEST(aBackendThatGivesNoneIsShownNone);
    CPPUNIT_TEST(whoIsAskedForOneMakesAnIdAndKeepsIt);
    CPPUNIT_TEST(theLastOneGivenIsShown);
    CPPUNIT_TEST(aRetryShowsTheSame);
    CPPUNIT_TEST(whatAFailureSaysIsNotTaken);
    CPPUNIT_TEST(oneForAnotherBoxIsNotTaken);
    CPPUNIT_TEST(aMalformedOneStandsInNoDeliverysWay);
    CPPUNIT_TEST(anIncidentIsKeptAndSaid);
    CPPUNIT_TEST_SUITE_END();

    SyncRig rig_;
    ReceiptGiver giver_{rig_.backend};
    int acts_ = 0;

    PassReport pass() {
        rig_.wait(Milliseconds{1'000});
        PassContext context = rig_.context();
        return SyncPass({context.outbox, context.codec, giver_, context.serverClock, context.clock,
                         context.random, context.log},
                        rig_.account, {.url = {}, .caFile = {}, .token = "token"})
            .run();
    }
    PassReport act() {
        rig_.record("lecture-" + std::to_string(++acts_), Kind::Favorite);
        return pass();
    }
    std::optional<KeptReceipt> kept() { return rig_.outbox.receipt(rig_.account); }
    /// A box that was asked for a receipt. Returns its id.
    std::string acquaint() {
        giver_.says = "standing=unknown";
        CPPUNIT_ASSERT(act().succeeded());
        return kept().value().receipt.box;
    }
    std::string given(const std::string& box, int count, const std::string& standing = "in_step") {
        return "box=\"" + box + "\", count=" + std::to_string(count) + ", chain=\"c" + std::to_string(count) +
               "\", standing=" + standing;
    }

public:
    void anAnswerIsRead() {
        const auto answer = readReceipt("box=\"b\", count=18446744073709551615,chain=\"\" , more=9, "
                                        "standing=backend_behind, difference=7");
        CPPUNIT_ASSERT(answer);
        CPPUNIT_ASSERT(answer->receipt == (Receipt{.box = "b", .count = UINT64_MAX, .chain = ""}));
        CPPUNIT_ASSERT(answer->standing == Standing::BackendBehind);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{7}, answer->difference);
        for (const auto standing : {Standing::Unknown, Standing::InStep, Standing::BoxBehind,
                                    Standing::BackendBehind, Standing::Parted})
            CPPUNIT_ASSERT(standingFrom(name(standing)) == standing);
    }

    void whatIsMalformedIsNone() {
        for (const std::string_view header :
             {"", "standing", "standing=", "standing=well", "count=1", "count=-1, standing=in_step",
              "count=18446744073709551616, standing=in_step", "box=b, standing=in_step",
              "box=\"b, standing=in_step", "box=\"a\"b\", standing=in_step", "standing=in_step,,", ","})
            CPPUNIT_ASSERT_MESSAGE(std::string(header), !readReceipt(header));
        CPPUNIT_ASSERT(!readReceipt("standing=in_step, box=\"" + std::string(127, 'a') + '"'));
    }

    void aBackendThatGivesNoneIsShownNone() {
        act();
        act();
        CPPUNIT_ASSERT_EQUAL((std::vector<std::string>{"", ""}).size(), giver_.shown.size());
        CPPUNIT_ASSERT(giver_.shown[0].empty() && giver_.shown[1].empty() && !kept());
    }

    void whoIsAskedForOneMakesAnIdAndKeepsIt() {
        const std::string box = acquaint();
        CPPUNIT_ASSERT_EQUAL(std::size_t{36}, box.size());
        CPPUNIT_ASSERT(giver_.shown.back().empty());
        act();
        CPPUNIT_ASSERT_EQUAL("box=\"" + box + "\", count=0, chain=\"\"", giver_.shown.back());
        CPPUNIT_ASSERT_EQUAL(box, kept()->receipt.box);
    }

    void theLastOneGivenIsShown() {
        const std::string box = acquaint();
        giver_.says = given(box, 1);
        act();
        giver_.says = given(box, 2);
        act();
        CPPUNIT_ASSERT_EQUAL("box=\"" + box + "\", count=1, chain=\"c1\"", giver_.shown.back());
        CPPUNIT_ASSERT(!kept()->incident);
    }

    void aRetryShowsTheSame() {
        const std::string box = acquaint();
        giver_.says = given(box, 1);
        act();
        rig_.backend.fault = [](const HttpRequest& request) {
            return request.method == "POST" ? test::LoopbackBackend::Fault::LosesAnswer
                                            : test::LoopbackBackend::Fault::None;
        };
        giver_.says = given(box, 2);
        CPPUNIT_ASSERT(!act().succeeded());
        rig_.backend.fault = [](const HttpRequest&) { return test::LoopbackBackend::Fault::None; };
        CPPUNIT_ASSERT(pass().succeeded());
        const std::size_t last = giver_.shown.size() - 1;
        CPPUNIT_ASSERT_EQUAL(giver_.shown[last - 1], giver_.shown[last]);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, kept()->receipt.count);
    }

    void whatAFailureSaysIsNotTaken() {
        const std::string box = acquaint();
        rig_.backend.instead = [](const HttpRequest& request) {
            return HttpResponse{.status = request.method == "POST" ? 503 : 0, .headers = {}, .body = {}};
        };
        giver_.says = given(box, 9, "parted");
        CPPUNIT_ASSERT(!act().succeeded());
        CPPUNIT_ASSERT(kept()->receipt.count == 0 && !kept()->incident);
    }

    void oneForAnotherBoxIsNotTaken() {
        acquaint();
        giver_.says = given("another", 9, "parted");
        CPPUNIT_ASSERT(act().succeeded());
        CPPUNIT_ASSERT(kept()->receipt.count == 0 && !kept()->incident);
    }

    void aMalformedOneStandsInNoDeliverysWay() {
        acquaint();
        giver_.says = "box=?";
        CPPUNIT_ASSERT(act().succeeded());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, rig_.counts().pending);
    }

    void anIncidentIsKeptAndSaid() {
        const std::string box = acquaint();
        giver_.says = given(box, 1, "backend_behind, difference=7");
        act();
        giver_.says = given(box, 2);
        act();
        const auto incident = kept().value().incident;
        CPPUNIT_ASSERT(incident && incident->standing == Standing::BackendBehind &&
                       incident->difference == 7);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.log.messagesWith("standing=backend_behind").size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReceiptTest);
