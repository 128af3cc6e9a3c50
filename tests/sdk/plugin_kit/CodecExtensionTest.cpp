// SPDX-License-Identifier: Apache-2.0
#include "FakeHost.h"

#include <durus/plugin_kit/BackendCodec.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>
#include <string>
#include <vector>

using namespace durus::plugin_kit;

namespace {

/// One request for each intent; the answers' statuses decide.
class EchoExchange final : public Exchange {
public:
    explicit EchoExchange(std::vector<Intent> intents) : intents_(std::move(intents)) {}

    std::optional<Request> step(const Response* answer, Results& results) override {
        if (answer != nullptr) {
            if (answer->status() == 500) throw std::runtime_error("the plugin fell over");
            if (answer->status() == 401) {
                results.failure(Outcome::Unauthorized, answer->body(), std::chrono::seconds{2});
                return Request{"GET", "/ignored", {}, {}};
            }
            results.outcome(intents_[next_++].sequence, Outcome::Ok,
                            answer->header("x-note").value_or("none"));
        }
        if (next_ == intents_.size()) return std::nullopt;
        const Intent& intent = intents_[next_];
        return Request{"POST", "/" + intent.listing, {{"A", "b"}}, std::to_string(intent.position.count())};
    }

private:
    std::vector<Intent> intents_;
    std::size_t next_ = 0;
};

class Echo final : public BackendCodec {
    Limits limits() override { return {3, 99}; }
    bool supports(IntentKind kind) override {
        if (kind == IntentKind::Unfavorite) throw std::runtime_error("no idea");
        return kind == IntentKind::Progress;
    }
    std::unique_ptr<Exchange> push(std::vector<Intent> intents) override {
        return std::make_unique<EchoExchange>(std::move(intents));
    }
    std::unique_ptr<Exchange> pull(std::string cursor, std::chrono::milliseconds) override {
        throw Failure(DURUS_UNSUPPORTED, cursor);
    }
    std::unique_ptr<Exchange> catalogue() override { return nullptr; }
};

struct FakeSink {
    FakeSink()
        : sink{sizeof sink, this,    request, outcome, failure, nullptr,
               nullptr,     nullptr, nullptr, nullptr, nullptr} {}

    static FakeSink& from(const durus_exchange_sink_t* sink) {
        return *static_cast<FakeSink*>(sink->context);
    }
    static durus_status_t request(const durus_exchange_sink_t* sink, const durus_http_request_t* request) {
        from(sink).said.push_back(
            std::string(view(request->method)) + ' ' + std::string(view(request->path)) + ' ' +
            std::string(view(request->headers[0].name)) + ' ' + std::string(view(request->body)));
        return DURUS_OK;
    }
    static durus_status_t outcome(const durus_exchange_sink_t* sink, const durus_outcome_t* outcome) {
        from(sink).said.push_back("outcome " + std::to_string(outcome->sequence) + ' ' +
                                  std::to_string(outcome->outcome) + ' ' +
                                  std::string(view(outcome->detail)));
        return from(sink).refuses ? DURUS_INVALID_ARGUMENT : DURUS_OK;
    }
    static durus_status_t failure(const durus_exchange_sink_t* sink, const durus_outcome_t* outcome) {
        from(sink).said.push_back("failure " + std::to_string(outcome->outcome) + ' ' +
                                  std::string(view(outcome->detail)) + ' ' +
                                  std::to_string(outcome->retry_after_ms));
        return DURUS_OK;
    }

    durus_exchange_sink_t sink;
    std::vector<std::string> said;
    bool refuses = false;
};

const auto& kTable = *CodecExtension<Echo>::table();

} // namespace

class CodecExtensionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CodecExtensionTest);
    CPPUNIT_TEST(walksAnExchange);
    CPPUNIT_TEST(endsAtAFailure);
    CPPUNIT_TEST(letsNoExceptionOut);
    CPPUNIT_TEST(passesARefusalOn);
    CPPUNIT_TEST(keepsTheOrderOfSteps);
    CPPUNIT_TEST(tellsLimitsAndKinds);
    CPPUNIT_TEST(opensNothingOutOfNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, kTable.create(&host_.host, borrow(""), &codec_));
    }
    void tearDown() override {
        kTable.close(exchange_);
        kTable.destroy(codec_);
    }

    void walksAnExchange() {
        open({intent(1, "one", 10), intent(2, "two", 20)});
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, step(0));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, step(200));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, step(200));
        const std::vector<std::string> expected{"POST /one A 10", "outcome 1 0 kept", "POST /two A 20",
                                                "outcome 2 0 kept"};
        CPPUNIT_ASSERT(expected == sink_.said);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_WRONG_STATE}, step(200));
    }

    void endsAtAFailure() {
        open({intent(1, "one", 10)});
        step(0);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, step(401));
        CPPUNIT_ASSERT_EQUAL(std::string("failure 4 body 2000"), sink_.said.back());
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_WRONG_STATE}, step(200));
    }

    void letsNoExceptionOut() {
        open({intent(1, "one", 10)});
        step(0);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INTERNAL}, step(500));
        CPPUNIT_ASSERT_EQUAL(std::string("the plugin fell over"), host_.lines.back());
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_WRONG_STATE}, step(200));
    }

    void passesARefusalOn() {
        sink_.refuses = true;
        open({intent(1, "one", 10)});
        step(0);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, step(200));
    }

    void keepsTheOrderOfSteps() {
        open({intent(1, "one", 10)});
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, step(200));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, step(0));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, step(0));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, step(200));
    }

    void tellsLimitsAndKinds() {
        durus_codec_limits_t limits{sizeof limits, 0, 0};
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, kTable.limits(codec_, &limits));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, limits.max_intents);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{99}, limits.max_body_bytes);
        limits.struct_size = 4;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, kTable.limits(codec_, &limits));

        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, kTable.supports(codec_, DURUS_INTENT_PROGRESS));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_UNSUPPORTED}, kTable.supports(codec_, DURUS_INTENT_FAVORITE));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INTERNAL}, kTable.supports(codec_, DURUS_INTENT_UNFAVORITE));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_UNSUPPORTED}, kTable.supports(codec_, 99));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_UNSUPPORTED}, kTable.supports(codec_, -1));
    }

    void opensNothingOutOfNothing() {
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INTERNAL}, kTable.open_catalogue(codec_, &exchange_));
        CPPUNIT_ASSERT(exchange_ == nullptr);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_UNSUPPORTED},
                             kTable.open_pull(codec_, borrow("later"), 0, &exchange_));
        CPPUNIT_ASSERT_EQUAL(std::string("later"), host_.lines.back());

        auto wrong = intent(1, "one", 10);
        wrong.kind = 77;
        const durus_intent_t* intents[] = {&wrong};
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.open_push(codec_, intents, 1, &exchange_));
        wrong = intent(1, "one", 10);
        wrong.struct_size = 8;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.open_push(codec_, intents, 1, &exchange_));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.open_push(codec_, nullptr, 1, &exchange_));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.open_push(nullptr, intents, 1, &exchange_));
    }

private:
    static durus_intent_t intent(std::uint64_t sequence, std::string_view listing, std::int64_t positionMs) {
        return {sizeof(durus_intent_t),
                DURUS_INTENT_PROGRESS,
                sequence,
                borrow("id"),
                borrow(listing),
                borrow("slug"),
                positionMs,
                60'000,
                1'000};
    }
    void open(std::vector<durus_intent_t> intents) {
        std::vector<const durus_intent_t*> pointers;
        for (const auto& each : intents)
            pointers.push_back(&each);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK},
                             kTable.open_push(codec_, pointers.data(), pointers.size(), &exchange_));
    }
    /// Status 0 stands for the first step.
    durus_status_t step(std::int32_t status) {
        const durus_http_header_t header{borrow("X-Note"), borrow("kept")};
        const durus_http_response_t answer{sizeof answer, status, 1, &header, borrow("body")};
        return kTable.step(exchange_, status == 0 ? nullptr : &answer, &sink_.sink);
    }

    FakeHost host_;
    FakeSink sink_;
    durus_codec_t* codec_ = nullptr;
    durus_exchange_t* exchange_ = nullptr;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CodecExtensionTest);
