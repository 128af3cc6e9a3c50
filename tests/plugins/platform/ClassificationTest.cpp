// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using model::IntentKind;
using sync::HttpResponse;

namespace {

const std::string kNoon = "2026-11-22T12:00:00.000Z";
const std::string kPage = "<!doctype html><title>Sign in to this network</title>";

/// What PostgreSQL and the runtime say through a 500.
const std::string kUnknownListing =
    "Invalid `prisma.$executeRaw()` invocation: Raw query failed. Code: `23503`. Message: `insert violates "
    "foreign key constraint`";

struct Case {
    HttpResponse answer;
    std::string outcome;
};

HttpResponse with(HttpResponse response, const std::string& name, const std::string& value) {
    response.headers.emplace_back(name, value);
    return response;
}

/// Answers that mean the same to every request.
const std::vector<Case> kAlways{
    {answer(200, kPage, "text/html"), "not_backend"},
    {answer(201, kPage, "text/html; charset=utf-8"), "not_backend"},
    {answer(200, "  \n" + kPage, "text/plain"), "not_backend"},
    {answer(200, "OK", "text/plain"), "not_backend"},
    {answer(200, "{\"truncated\":", "application/json"), "not_backend"},
    {answer(302), "not_backend"},
    {answer(304), "not_backend"},
    {answer(100), "not_backend"},
    {answer(0), "not_backend"},
    {refusal(401, "Unauthorized"), "unauthorized"},
    {answer(401), "unauthorized"},
    {answer(401, kPage, "text/html"), "not_backend"},
    {refusal(403, "Account is banned"), "unauthorized"},
    {answer(403, kPage, "text/html"), "not_backend"},
    {refusal(404, "Cannot POST /audio/progress/sync"), "not_backend"},
    {answer(404, kPage, "text/html"), "not_backend"},
    {refusal(405, "Method Not Allowed"), "not_backend"},
    {answer(407), "not_backend"},
    {refusal(408, "Request Timeout"), "transient"},
    {refusal(409, "Conflict"), "in_progress"},
    {refusal(415, "Unsupported Media Type"), "transient"},
    {refusal(425, "Too Early"), "transient"},
    {refusal(429, "ThrottlerException: Too Many Requests"), "throttled"},
    {answer(429, kPage, "text/html"), "throttled"},
    {refusal(500, "Internal Server Error"), "transient"},
    {refusal(500, "Raw query failed. Code: `40P01`. Message: `deadlock detected`"), "transient"},
    {refusal(500, "Connection terminated unexpectedly"), "transient"},
    {answer(500), "transient"},
    {answer(502, kPage, "text/html"), "transient"},
    {answer(503, kPage, "text/html"), "transient"},
    {answer(504), "transient"},
    {answer(511, kPage, "text/html"), "not_backend"},
    {answer(999), "transient"},
};

/// Answers that put a batch in doubt.
const std::vector<Case> kSpoiled{
    {refusal(500, kUnknownListing), "suspected_poison"},
    {refusal(500, "Code: `22P02`. invalid input syntax for type uuid"), "suspected_poison"},
    {refusal(500, "Code: `22003`. value out of range"), "suspected_poison"},
    {refusal(500, "Code: `23502`. null value"), "suspected_poison"},
    {refusal(500, "Invalid value for argument `date`: Provided Date object is invalid."), "suspected_poison"},
    {refusal(400, "Validation failed"), "suspected_poison"},
    {answer(400, R"({"statusCode":400,"message":["items.0.saved must be a boolean"]})"), "suspected_poison"},
    {refusal(413, "Request body is too large"), "suspected_poison"},
    {answer(413, kPage, "text/html"), "suspected_poison"},
    {refusal(422, "Unprocessable"), "suspected_poison"},
};

} // namespace

class ClassificationTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ClassificationTest);
    CPPUNIT_TEST(judgesWrites);
    CPPUNIT_TEST(judgesReads);
    CPPUNIT_TEST(suspectsABatch);
    CPPUNIT_TEST(knowsTheCulpritIfThereIsOnlyOne);
    CPPUNIT_TEST(suspectsNobodyForARead);
    CPPUNIT_TEST(takesEmptyAndJsonForASuccessfulWrite);
    CPPUNIT_TEST(passesOnHowLongToWait);
    CPPUNIT_TEST(quotesTheBackend);
    CPPUNIT_TEST(readBackMustBeAList);
    CPPUNIT_TEST_SUITE_END();

public:
    void judgesWrites() {
        for (const auto& [response, outcome] : kAlways) {
            const auto talk = push(2);
            expect(*talk, response, outcome);
        }
    }

    void judgesReads() {
        for (const auto& [response, outcome] : kAlways) {
            const auto readBack = push(2);
            readBack->reply(answer(201));
            expect(*readBack, response, outcome);
            Talk pull(platform_.codec.pull("", WallTime{}));
            expect(pull, response, outcome);
            Talk catalogue(platform_.codec.catalogue());
            expect(catalogue, response, outcome);
        }
    }

    void suspectsABatch() {
        for (const auto& [response, outcome] : kSpoiled) {
            const auto talk = push(2);
            expect(*talk, response, outcome);
            CPPUNIT_ASSERT(talk->results().outcomes.empty());
        }
    }

    void knowsTheCulpritIfThereIsOnlyOne() {
        for (const auto& [response, outcome] : kSpoiled) {
            const auto talk = push(1);
            talk->reply(response);
            CPPUNIT_ASSERT_EQUAL(std::string(), talk->failure());
            CPPUNIT_ASSERT((std::vector<std::string>{"1 permanent"}) == talk->outcomes());
            CPPUNIT_ASSERT(!talk->results().outcomes[0].detail.empty());
        }
    }

    void suspectsNobodyForARead() {
        for (const auto& [response, outcome] : kSpoiled) {
            const auto talk = push(1);
            talk->reply(answer(201)).reply(response);
            CPPUNIT_ASSERT(talk->results().outcomes.empty());
            const auto failure = talk->results().failure.value().outcome;
            CPPUNIT_ASSERT(failure == sync::OutcomeClass::Transient ||
                           failure == sync::OutcomeClass::NotBackend);
        }
    }

    void takesEmptyAndJsonForASuccessfulWrite() {
        for (const auto& response :
             {answer(201), answer(200), answer(204), answer(201, " \r\n"), answer(201, R"({"ok":true})")}) {
            const auto talk = push(1);
            talk->reply(response);
            CPPUNIT_ASSERT_EQUAL(std::string("GET"), talk->request().method);
        }
    }

    void passesOnHowLongToWait() {
        const auto after = [&](const std::string& name, const std::string& value, int status) {
            const auto talk = push(1);
            talk->reply(with(refusal(status, "wait"), name, value));
            return talk->results().failure.value().retryAfter;
        };
        CPPUNIT_ASSERT(after("retry-after", "60", 429) == Milliseconds{60'000});
        CPPUNIT_ASSERT(after("Retry-After", "0", 429) == Milliseconds{0});
        CPPUNIT_ASSERT(after("RETRY-AFTER", "120", 503) == Milliseconds{120'000});
        CPPUNIT_ASSERT(after("Retry-After", "99999999999999999999", 429) == std::chrono::hours{24});
        CPPUNIT_ASSERT(!after("Retry-After", "-5", 429));
        CPPUNIT_ASSERT(!after("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT", 429));
        CPPUNIT_ASSERT(!after("Retry-After", "", 429));
        CPPUNIT_ASSERT(!after("X-Other", "60", 429));
    }

    void quotesTheBackend() {
        auto talk = push(2);
        talk->reply(refusal(403, "Account is banned"));
        CPPUNIT_ASSERT_EQUAL(std::string("unauthorized HTTP 403: Account is banned"), talk->failure());
        talk = push(2);
        talk->reply(answer(400, R"({"message":["first thing","second"]})"));
        CPPUNIT_ASSERT_EQUAL(std::string("suspected_poison HTTP 400: first thing"), talk->failure());
        talk = push(2);
        talk->reply(refusal(500, std::string(5000, 'x')));
        CPPUNIT_ASSERT(talk->failure().size() < 400);
    }

    void readBackMustBeAList() {
        const auto talk = push(1);
        talk->reply(answer(201)).reply(answer(200, R"({"rows":[]})"));
        CPPUNIT_ASSERT(talk->results().failure.value().outcome == sync::OutcomeClass::NotBackend);
    }

private:
    std::unique_ptr<Talk> push(int listings) {
        std::vector<model::Intent> intents;
        for (int i = 1; i <= listings; ++i)
            intents.push_back(Platform::intent(static_cast<std::uint64_t>(i), IntentKind::Progress,
                                               i == 1 ? Platform::kOne : Platform::kTwo, kNoon,
                                               Milliseconds{5000}));
        return std::make_unique<Talk>(platform_.codec.push(intents));
    }
    static void expect(Talk& talk, const HttpResponse& response, const std::string& outcome) {
        talk.reply(response);
        const std::string what = std::to_string(response.status) + ' ' + response.body;
        CPPUNIT_ASSERT_MESSAGE(what, talk.finished());
        CPPUNIT_ASSERT_MESSAGE(what, talk.results().failure.has_value());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, outcome, std::string(sync::name(talk.results().failure->outcome)));
        CPPUNIT_ASSERT_MESSAGE(what, !talk.results().failure->detail.empty());
    }

    Platform platform_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ClassificationTest);
