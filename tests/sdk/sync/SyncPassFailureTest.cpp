// SPDX-License-Identifier: Apache-2.0
#include "SyncRig.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using Fault = test::LoopbackBackend::Fault;
using Kind = model::IntentKind;
using sync::DeliveryState;
using sync::HttpRequest;
using sync::HttpResponse;
using sync::OutcomeClass;

/// Passes in which something goes wrong: nothing may be lost, nothing may take effect twice.
class SyncPassFailureTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SyncPassFailureTest);
    CPPUNIT_TEST(withoutANetworkEverythingStays);
    CPPUNIT_TEST(aLostAnswerIsRepeatedByteForByte);
    CPPUNIT_TEST(newIntentsWaitForTheOpenBatch);
    CPPUNIT_TEST(aCrashBetweenFreezingAndSending);
    CPPUNIT_TEST(aCodecThatWritesDifferentlyNow);
    CPPUNIT_TEST(aLostReadBackKeepsTheBatchOpen);
    CPPUNIT_TEST(refusedCredentialsDropNothing);
    CPPUNIT_TEST(throttlingTellsHowLong);
    CPPUNIT_TEST(aCaptivePortalTakesNothing);
    CPPUNIT_TEST(anotherTryIsStillInProgress);
    CPPUNIT_TEST(aBackendWithTroubleKeepsTheBatch);
    CPPUNIT_TEST(aBackendThatCannotBeReadCanBeWritten);
    CPPUNIT_TEST(addressesThatAreNotAllowed);
    CPPUNIT_TEST(whatIsNotHttpIsNoBackend);
    CPPUNIT_TEST(aCodecThatForgetsAnIntentMisbehaves);
    CPPUNIT_TEST(aCodecThatNeverEndsMisbehaves);
    CPPUNIT_TEST(entriesCanFailOneByOne);
    CPPUNIT_TEST_SUITE_END();

    SyncRig rig_;

    void failEveryRequest(Fault fault) {
        rig_.backend.fault = [fault](const HttpRequest&) { return fault; };
    }
    void failWrites(Fault fault) {
        rig_.backend.fault = [fault](const HttpRequest& r) {
            return r.method == "POST" ? fault : Fault::None;
        };
    }
    void heal() {
        rig_.backend.fault = [](const HttpRequest&) { return Fault::None; };
        rig_.backend.instead = [](const HttpRequest&) { return HttpResponse{}; };
    }
    void answerWrites(int status, sync::HttpHeaders headers = {}) {
        rig_.backend.instead = [=](const HttpRequest& r) {
            return HttpResponse{.status = r.method == "POST" ? status : 0, .headers = headers, .body = "no"};
        };
    }
    void assertFails(OutcomeClass expected) {
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(report.failure);
        CPPUNIT_ASSERT_EQUAL(std::string(sync::name(expected)),
                             std::string(sync::name(report.failure->outcome)));
    }
    std::vector<HttpRequest> writes() const {
        std::vector<HttpRequest> found;
        for (const auto& request : rig_.backend.requests)
            if (request.method == "POST") found.push_back(request);
        return found;
    }

public:
    void withoutANetworkEverythingStays() {
        failEveryRequest(Fault::LosesRequest);
        for (int i = 0; i < 20; ++i) {
            rig_.record("a" + std::to_string(i), Kind::Completed, i);
            assertFails(OutcomeClass::Transient);
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{20}, rig_.counts().pending);
        heal();
        CPPUNIT_ASSERT_EQUAL(std::size_t{20}, rig_.pass().sent);
        CPPUNIT_ASSERT_EQUAL(20, rig_.backend.effects);
    }

    void aLostAnswerIsRepeatedByteForByte() {
        rig_.pass();
        rig_.record("a", Kind::Progress, 1);
        rig_.record("b", Kind::Completed, 2);
        failWrites(Fault::LosesAnswer);
        for (int i = 0; i < 5; ++i) {
            assertFails(OutcomeClass::Transient);
            rig_.wait(std::chrono::hours{1});
            rig_.restart();
        }
        heal();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_.pass().sent);
        const auto sent = writes();
        CPPUNIT_ASSERT_EQUAL(std::size_t{6}, sent.size());
        for (const auto& request : sent)
            CPPUNIT_ASSERT(request == sent.front());
        CPPUNIT_ASSERT_EQUAL(2, rig_.backend.effects);
        CPPUNIT_ASSERT_EQUAL(0, rig_.backend.keysReused);
    }

    void newIntentsWaitForTheOpenBatch() {
        rig_.pass();
        rig_.record("a", Kind::Progress, 1);
        failWrites(Fault::LosesAnswer);
        assertFails(OutcomeClass::Transient);
        rig_.record("a", Kind::Progress, 2);
        rig_.record("a", Kind::Progress, 3);
        heal();
        const auto report = rig_.pass();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, report.sent);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, rig_.backend.rows("progress")["a"].position);
        const auto sent = writes();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, sent.size());
        CPPUNIT_ASSERT(sent[0] == sent[1]);
        CPPUNIT_ASSERT(!(sent[1] == sent[2]));
    }

    void aCrashBetweenFreezingAndSending() {
        rig_.record("a", Kind::Progress, 5);
        const auto intents = rig_.outbox.pending(rig_.account, model::IntentFamily::Progress, 10);
        const auto request = rig_.codec.push(intents)->step(nullptr).value();
        rig_.outbox.freeze(rig_.leaseOfADeadProcess(), {.account = rig_.account,
                                                        .family = model::IntentFamily::Progress,
                                                        .idempotencyKey = "the-key",
                                                        .request = request,
                                                        .intents = intents});
        rig_.restart();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
        CPPUNIT_ASSERT_EQUAL(request.body, writes().at(0).body);
        CPPUNIT_ASSERT(writes().at(0).headers.back() ==
                       std::make_pair(std::string("Idempotency-Key"), std::string("\"the-key\"")));
        CPPUNIT_ASSERT_EQUAL(std::string("POST"), rig_.backend.requests.front().method);
    }

    void aCodecThatWritesDifferentlyNow() {
        rig_.pass();
        rig_.record("a", Kind::Progress, 5);
        failWrites(Fault::LosesAnswer);
        assertFails(OutcomeClass::Transient);
        heal();
        rig_.codec.preamble = "upgraded 1 1 1 1\n";
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
        CPPUNIT_ASSERT(writes().at(0) == writes().at(1));
        CPPUNIT_ASSERT(!rig_.backend.rows("progress").contains("upgraded"));
    }

    void aLostReadBackKeepsTheBatchOpen() {
        rig_.pass();
        const auto sequence = rig_.record("a", Kind::Progress, 5);
        rig_.backend.fault = [](const HttpRequest& r) {
            return r.path == "/progress" && r.method == "GET" ? Fault::LosesRequest : Fault::None;
        };
        assertFails(OutcomeClass::Transient);
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::InBatch);
        heal();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
        CPPUNIT_ASSERT_EQUAL(1, rig_.backend.effects);
    }

    void refusedCredentialsDropNothing() {
        rig_.record("a", Kind::Favorite);
        rig_.backend.tokens.clear();
        for (int i = 0; i < 30; ++i)
            assertFails(OutcomeClass::Unauthorized);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, rig_.counts().pending);
        rig_.backend.tokens = {"token"};
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
    }

    void throttlingTellsHowLong() {
        rig_.pass();
        rig_.record("a", Kind::Progress, 1);
        rig_.record("a", Kind::Favorite);
        answerWrites(429, {{"retry-after", "60"}});
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(report.failure->outcome == OutcomeClass::Throttled);
        CPPUNIT_ASSERT(report.failure->retryAfter == Milliseconds{60'000});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, writes().size());
        heal();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig_.pass().sent);
    }

    void aCaptivePortalTakesNothing() {
        rig_.record("a", Kind::Progress, 1);
        rig_.backend.instead = [](const HttpRequest&) {
            return HttpResponse{.status = 200, .headers = {{"content-type", "text/html"}}, .body = "<html>"};
        };
        assertFails(OutcomeClass::NotBackend);
        assertFails(OutcomeClass::NotBackend);
        heal();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
    }

    void anotherTryIsStillInProgress() {
        rig_.pass();
        const auto sequence = rig_.record("a", Kind::Progress, 1);
        answerWrites(409);
        assertFails(OutcomeClass::InProgress);
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::InBatch);
    }

    void aBackendWithTroubleKeepsTheBatch() {
        rig_.pass();
        const auto sequence = rig_.record("a", Kind::Progress, 1);
        answerWrites(503);
        for (int i = 0; i < 50; ++i)
            assertFails(OutcomeClass::Transient);
        CPPUNIT_ASSERT(rig_.stateOf(sequence) == DeliveryState::InBatch);
        CPPUNIT_ASSERT_EQUAL(50, rig_.entry(sequence).attempts);
        CPPUNIT_ASSERT_EQUAL(std::string("transient"), rig_.entry(sequence).lastOutcome);
        heal();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig_.pass().sent);
    }

    void aBackendThatCannotBeReadCanBeWritten() {
        rig_.record("a", Kind::Progress, 1);
        rig_.backend.instead = [](const HttpRequest& r) {
            return HttpResponse{
                .status = r.path.find("since") != std::string::npos ? 503 : 0, .headers = {}, .body = {}};
        };
        const auto report = rig_.pass();
        CPPUNIT_ASSERT(!report.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.sent);
    }

    void addressesThatAreNotAllowed() {
        class NotAllowed final : public sync::HttpExchange {
            Result<HttpResponse> send(const sync::HttpEndpoint&, const HttpRequest&) override {
                return Error(ErrorCode::InvalidInput, "not https");
            }
            void cancel() noexcept override {}
        } http;
        rig_.record("a", Kind::Progress, 1);
        const sync::PassContext context{rig_.outbox, rig_.codec,  http,    *rig_.serverClock,
                                        rig_.clock,  rig_.random, rig_.log};
        const auto report = sync::SyncPass(context, rig_.account, {}).run();
        CPPUNIT_ASSERT(report.failure->outcome == OutcomeClass::Permanent);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, report.quarantined);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, rig_.counts().pending);
    }

    void whatIsNotHttpIsNoBackend() {
        class Gibberish final : public sync::HttpExchange {
            Result<HttpResponse> send(const sync::HttpEndpoint&, const HttpRequest&) override {
                return Error(ErrorCode::Corrupt, "not HTTP");
            }
            void cancel() noexcept override {}
        } http;
        const sync::PassContext context{rig_.outbox, rig_.codec,  http,    *rig_.serverClock,
                                        rig_.clock,  rig_.random, rig_.log};
        const auto report = sync::SyncPass(context, rig_.account, {}).run();
        CPPUNIT_ASSERT(report.failure->outcome == OutcomeClass::NotBackend);
    }

    void aCodecThatForgetsAnIntentMisbehaves();
    void aCodecThatNeverEndsMisbehaves();
    void entriesCanFailOneByOne();
};

namespace {

/// Sends one write and then says what a test wants it to say.
class PuppetCodec final : public sync::BackendCodec {
public:
    std::function<sync::Outcome(const model::Intent&)> says;
    bool endless = false;

    class Exchange final : public sync::CodecExchange {
    public:
        Exchange(PuppetCodec& codec, std::vector<model::Intent> intents)
            : codec_(codec), intents_(std::move(intents)) {}
        std::optional<HttpRequest> step(const HttpResponse* answer) override {
            if (!answer || codec_.endless)
                return HttpRequest{.method = "POST", .path = "/progress", .headers = {}, .body = {}};
            for (const auto& intent : intents_)
                if (auto outcome = codec_.says(intent); outcome.sequence != 0)
                    results_.outcomes.push_back(outcome);
            return std::nullopt;
        }
        const sync::ExchangeResults& results() const override { return results_; }

    private:
        PuppetCodec& codec_;
        std::vector<model::Intent> intents_;
        sync::ExchangeResults results_;
    };

    Limits limits() const override { return {}; }
    bool supports(Kind) const override { return true; }
    std::unique_ptr<sync::CodecExchange> push(std::span<const model::Intent> intents) override {
        return std::make_unique<Exchange>(*this, std::vector(intents.begin(), intents.end()));
    }
    std::unique_ptr<sync::CodecExchange> pull(const std::string&, WallTime) override {
        return std::make_unique<Exchange>(*this, std::vector<model::Intent>{});
    }
    std::unique_ptr<sync::CodecExchange> catalogue() override { return nullptr; }
};

sync::PassReport passWith(SyncRig& rig, PuppetCodec& codec) {
    const sync::PassContext context{rig.outbox, codec,      rig.backend, *rig.serverClock,
                                    rig.clock,  rig.random, rig.log};
    return sync::SyncPass(context, rig.account, {.url = {}, .caFile = {}, .token = "token"}).run();
}

} // namespace

void SyncPassFailureTest::aCodecThatForgetsAnIntentMisbehaves() {
    rig_.record("a", Kind::Progress, 1);
    const auto forgotten = rig_.record("b", Kind::Progress, 1);
    PuppetCodec codec;
    codec.says = [](const model::Intent& intent) {
        return sync::Outcome{.sequence = intent.listing.str() == "a" ? intent.sequence : 0};
    };
    try {
        passWith(rig_, codec);
        CPPUNIT_FAIL("took it");
    } catch (const Error& error) {
        CPPUNIT_ASSERT(error.code() == ErrorCode::PluginMisbehaved);
    }
    CPPUNIT_ASSERT(rig_.stateOf(forgotten) == DeliveryState::InBatch);
}

void SyncPassFailureTest::aCodecThatNeverEndsMisbehaves() {
    rig_.record("a", Kind::Progress, 1);
    PuppetCodec codec;
    codec.endless = true;
    CPPUNIT_ASSERT_THROW(passWith(rig_, codec), Error);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, rig_.counts().pending);
}

void SyncPassFailureTest::entriesCanFailOneByOne() {
    const auto good = rig_.record("a", Kind::Progress, 1);
    const auto bad = rig_.record("b", Kind::Progress, 1);
    const auto strange = rig_.record("c", Kind::Progress, 1);
    const auto later = rig_.record("d", Kind::Progress, 1);
    PuppetCodec codec;
    codec.says = [&](const model::Intent& intent) {
        sync::Outcome outcome{.sequence = intent.sequence, .outcome = OutcomeClass::Ok};
        if (intent.sequence == bad) outcome.outcome = OutcomeClass::Permanent;
        if (intent.sequence == strange) outcome.outcome = OutcomeClass::SuspectedPoison;
        if (intent.sequence == later) outcome.outcome = OutcomeClass::Transient;
        return outcome;
    };
    const auto report = passWith(rig_, codec);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.sent);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.quarantined);
    CPPUNIT_ASSERT(!report.succeeded());
    CPPUNIT_ASSERT(rig_.stateOf(good) == DeliveryState::Acked);
    CPPUNIT_ASSERT(rig_.stateOf(bad) == DeliveryState::Quarantined);
    CPPUNIT_ASSERT(rig_.stateOf(strange) == DeliveryState::Pending);
    // What is told apart as strange while its siblings are taken is to blame at last; trouble never is.
    for (int i = 0; i < 30; ++i) {
        rig_.record("e" + std::to_string(i), Kind::Progress, 1);
        passWith(rig_, codec);
    }
    CPPUNIT_ASSERT(rig_.stateOf(strange) == DeliveryState::Quarantined);
    CPPUNIT_ASSERT(rig_.stateOf(later) == DeliveryState::Pending);
}

CPPUNIT_TEST_SUITE_REGISTRATION(SyncPassFailureTest);
