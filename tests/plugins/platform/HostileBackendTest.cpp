// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

#include <random>

using namespace durus;
using model::IntentKind;

namespace {

/// Bodies a real backend gives, to begin the lies with.
const std::vector<std::string> kHonest{
    R"([{"listingId":"10000000-0000-4000-8000-000000000001","positionSeconds":1750,"durationSeconds":1800,
        "completedAt":"2026-11-22T11:05:00.000Z","updatedAt":"2026-11-22T11:05:00.000Z"}])",
    R"([{"listingId":"10000000-0000-4000-8000-000000000001","updatedAt":"2026-11-22T11:06:00.500Z",
        "savedAt":"2026-11-01T00:00:00.000Z"}])",
    R"({"scholars":[{"id":"scholar_1","slug":"test-scholar","name":"Test"}],"hasMore":false})",
    R"({"items":[{"id":"s","slug":"series-one","title":"Series One","type":"series"},
        {"id":"a","slug":"single-one","title":"شرح\u0634\ud83c\udfa7","type":"single"}]})",
    R"({"id":"s","slug":"series-one","format":"series","scholar":{"id":"x"},"topics":[{"id":"t"}],
        "publishedAt":"2026-11-22T11:55:08.445Z","primaryAudioAsset":{"id":"a","url":"u","durationSeconds":1.5e3}})",
    R"({"format":"collection","modules":[{"id":"m","slug":"m","lessons":[{"id":"l3","slug":"lesson-3"}]}],
        "items":[{"id":"l","slug":"l","format":"series"}]})",
    R"({"statusCode":500,"message":"Code: `23503`"})",
    "<html>",
    ""};

const std::vector<int> kStatuses{200, 200, 200, 201, 204, 301, 400, 401, 404, 413, 429, 500, 503};

/// Lies from a seed: bytes changed, cut out, doubled and put in.
class Liar {
public:
    explicit Liar(std::uint32_t seed) : random_(seed) {}

    sync::HttpResponse response() {
        auto body = kHonest[below(kHonest.size())];
        for (std::size_t i = below(6); i > 0; --i)
            mutate(body);
        auto response = answer(kStatuses[below(kStatuses.size())], std::move(body));
        if (below(4) == 0) response.headers.emplace_back("Retry-After", std::to_string(random_()));
        return response;
    }

private:
    void mutate(std::string& body) {
        static const std::vector<std::string> kBad{"\xFF",
                                                   "[[[[",
                                                   "{",
                                                   "\"",
                                                   "\\u",
                                                   "1e999",
                                                   "-",
                                                   "null",
                                                   ",,",
                                                   "99999999999999999999",
                                                   "..",
                                                   "/",
                                                   std::string("\0", 1)};
        const std::size_t at = below(body.size() + 1);
        switch (below(4)) {
        case 0:
            body.insert(at, kBad[below(kBad.size())]);
            break;
        case 1:
            body.erase(at, below(20));
            break;
        case 2:
            body.insert(at, body.substr(below(body.size() + 1), below(60)));
            break;
        default:
            if (at < body.size()) body[at] = static_cast<char>(random_());
        }
    }
    std::size_t below(std::size_t bound) { return random_() % bound; }

    std::mt19937 random_;
};

} // namespace

/// Whatever a backend answers, the codec neither crashes nor talks for ever, and says nothing its host
/// refuses.
class HostileBackendTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HostileBackendTest);
    CPPUNIT_TEST(survivesLies);
    CPPUNIT_TEST(survivesAnEndlessCatalogue);
    CPPUNIT_TEST_SUITE_END();

public:
    void survivesLies() {
        const std::vector intents{
            Platform::intent(1, IntentKind::Progress, Platform::kOne, "2026-11-22T11:05:00.000Z"),
            Platform::intent(2, IntentKind::Completed, Platform::kTwo, "2026-11-22T11:06:00.000Z")};
        for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
            Liar liar(seed);
            const std::string what = "seed " + std::to_string(seed);
            Talk push(platform_.codec.push(intents));
            converse(push, liar, 2, what);
            CPPUNIT_ASSERT_MESSAGE(what, push.results().failure || push.results().outcomes.size() == 2);
            Talk pull(platform_.codec.pull("", WallTime{Milliseconds{1'795'345'500'000}}));
            converse(pull, liar, 2, what);
            CPPUNIT_ASSERT_MESSAGE(what, pull.results().failure || pull.results().cursor);
            Talk catalogue(platform_.codec.catalogue());
            converse(catalogue, liar, 1000, what);
        }
    }

    /// Each listing is a series that holds one more.
    void survivesAnEndlessCatalogue() {
        Talk talk(platform_.codec.catalogue());
        talk.reply(answer(200, R"([{"id":"x","slug":"x"}])")).reply(answer(200, "[]"));
        talk.reply(answer(200, R"({"items":[{"slug":"n0","type":"series"}]})"));
        talk.reply(answer(200, R"({"id":"n0","slug":"n0","format":"series"})"));
        for (int i = 1; !talk.finished(); ++i) {
            CPPUNIT_ASSERT(i <= 20);
            const auto name = 'n' + std::to_string(i);
            talk.reply(answer(200, R"({"items":[{"id":")" + name + R"(","slug":")" + name +
                                       R"(","format":"series"}]})"));
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), talk.failure());
    }

private:
    static void converse(Talk& talk, Liar& liar, int maxRequests, const std::string& what) {
        for (int sent = 0; !talk.finished(); ++sent) {
            CPPUNIT_ASSERT_MESSAGE(what, sent < maxRequests);
            talk.reply(liar.response());
        }
    }

    Platform platform_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(HostileBackendTest);
