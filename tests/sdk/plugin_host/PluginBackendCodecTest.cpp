// SPDX-License-Identifier: Apache-2.0
#include "TestPlugins.h"

#include <durus/core/Error.h>
#include <durus/plugin_codec/PluginBackendCodec.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using durus::plugin_codec::PluginBackendCodec;

class PluginBackendCodecTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PluginBackendCodecTest);
    CPPUNIT_TEST(carriesRequestAndAnswer);
    CPPUNIT_TEST(carriesEveryResult);
    CPPUNIT_TEST(carriesAFailure);
    CPPUNIT_TEST(tellsLimitsAndKinds);
    CPPUNIT_TEST(mayDecideWithoutARequest);
    CPPUNIT_TEST(refusesDangerousRequests);
    CPPUNIT_TEST(refusesImpossibleResults);
    CPPUNIT_TEST(refusesAnIntentWithoutOutcome);
    CPPUNIT_TEST(tellsAFaultOfThePlugin);
    CPPUNIT_TEST(keepsItsOwnRules);
    CPPUNIT_TEST(outlivesTheCodec);
    CPPUNIT_TEST_SUITE_END();

public:
    void carriesRequestAndAnswer() {
        PluginBackendCodec codec(plugins_.open("scripted_codec"));
        const auto exchange = codec.push(intents());
        const auto request = exchange->step(nullptr);
        CPPUNIT_ASSERT(request.has_value());
        CPPUNIT_ASSERT((sync::HttpRequest{"POST", "/write?x=1", {{"Content-Type", "text/plain"}}, "body"}) ==
                       *request);
        CPPUNIT_ASSERT(!exchange->step(&answer_).has_value());
        const auto& outcomes = exchange->results().outcomes;
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, outcomes.size());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{5}, outcomes[0].sequence);
        CPPUNIT_ASSERT(outcomes[0].outcome == sync::OutcomeClass::Ok);
        CPPUNIT_ASSERT_EQUAL(std::string("the answer"), outcomes[0].detail);
        CPPUNIT_ASSERT(!outcomes[0].retryAfter.has_value());
    }

    void carriesEveryResult() {
        const auto results = walk("");
        CPPUNIT_ASSERT_EQUAL(std::string("listing"), results.progress[0].listing.str());
        CPPUNIT_ASSERT(results.progress[0].progress.position == Milliseconds{42'000});
        CPPUNIT_ASSERT(results.progress[0].progress.completed);
        CPPUNIT_ASSERT(results.progress[0].progress.updatedAt == WallTime{Milliseconds{1000}});
        CPPUNIT_ASSERT(results.favorites[0].favorite);
        CPPUNIT_ASSERT_EQUAL(std::string("ar"), results.scholars[0].language);
        CPPUNIT_ASSERT_EQUAL(std::string("topic"), results.topics[0].id.str());
        CPPUNIT_ASSERT_EQUAL(std::string("cursor"), results.cursor.value());
        const auto& lesson = results.listings[0];
        CPPUNIT_ASSERT(lesson.format == model::ListingFormat::Lesson);
        CPPUNIT_ASSERT(lesson.origin == model::ListingOrigin::Backend);
        CPPUNIT_ASSERT_EQUAL(std::string("series"), lesson.parent.str());
        CPPUNIT_ASSERT_EQUAL(3, lesson.orderIndex);
        CPPUNIT_ASSERT(lesson.duration == Milliseconds{60'000});
        CPPUNIT_ASSERT(lesson.publishedAt == WallTime{Milliseconds{5000}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lesson.topics.size());
        CPPUNIT_ASSERT_EQUAL(std::string("audio/a.mp3"), lesson.asset.value().url);
        CPPUNIT_ASSERT_EQUAL(64, lesson.asset.value().bitrateKbps);
        const auto& bare = results.listings[1];
        CPPUNIT_ASSERT(!bare.duration && !bare.publishedAt && !bare.asset && bare.topics.empty());
    }

    void carriesAFailure() {
        const auto results = walk("failure");
        CPPUNIT_ASSERT(results.failure->outcome == sync::OutcomeClass::Throttled);
        CPPUNIT_ASSERT_EQUAL(std::string("slow down"), results.failure->detail);
        CPPUNIT_ASSERT(results.failure->retryAfter == Milliseconds{60'000});
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, results.failure->sequence);
    }

    void tellsLimitsAndKinds() {
        PluginBackendCodec codec(plugins_.open("scripted_codec"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{7}, codec.limits().maxIntents);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1234}, codec.limits().maxBodyBytes);
        CPPUNIT_ASSERT(codec.supports(model::IntentKind::Favorite));
        CPPUNIT_ASSERT(!codec.supports(model::IntentKind::Uncompleted));
        PluginBackendCodec useless(plugins_.open("scripted_codec"), "no limits");
        expectMisbehaved("no limits", [&] { useless.limits(); });
    }

    void mayDecideWithoutARequest() {
        PluginBackendCodec codec(plugins_.open("scripted_codec"), "no request");
        const auto exchange = codec.pull("", {});
        CPPUNIT_ASSERT(!exchange->step(nullptr).has_value());
        CPPUNIT_ASSERT(exchange->results().outcomes.empty());
    }

    void refusesDangerousRequests() {
        for (const std::string script : {"bad method", "bad path", "absolute path", "split path",
                                         "split header", "credentials", "length", "nameless header"}) {
            PluginBackendCodec codec(plugins_.open("scripted_codec"), script);
            const auto exchange = codec.push(intents());
            expectMisbehaved(script, [&] { exchange->step(nullptr); });
        }
    }

    void refusesImpossibleResults() {
        for (const std::string script :
             {"two failures", "unknown class", "foreign intent", "twice", "binary detail",
              "nameless progress", "negative progress", "long cursor", "unknown format", "path id",
              "no topics", "binary title"})
            expectMisbehaved(script, [&] { walk(script); });
    }

    void refusesAnIntentWithoutOutcome() {
        expectMisbehaved("silent", [&] { walk("silent"); });
        PluginBackendCodec codec(plugins_.open("scripted_codec"), "no request");
        const auto exchange = codec.push(intents());
        expectMisbehaved("no request", [&] { exchange->step(nullptr); });
    }

    void tellsAFaultOfThePlugin() {
        expectMisbehaved("throw", [&] { walk("throw"); });
        CPPUNIT_ASSERT_EQUAL(std::string("plugin.scripted-codec: the codec fell over"),
                             plugins_.log.lines.back());
        expectMisbehaved("open throws", [&] { walk("open throws"); });
        expectMisbehaved("refuse", [&] { walk("refuse"); });
        try {
            PluginBackendCodec codec(plugins_.open("scripted_a"));
            CPPUNIT_FAIL("a translator is no codec");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::InvalidInput);
        }
    }

    void keepsItsOwnRules() {
        PluginBackendCodec codec(plugins_.open("scripted_codec"));
        const auto exchange = codec.push(intents());
        CPPUNIT_ASSERT_THROW(exchange->results(), Error);
        exchange->step(nullptr);
        exchange->step(&answer_);
        CPPUNIT_ASSERT_THROW(exchange->step(&answer_), Error);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, exchange->results().outcomes.size());
    }

    void outlivesTheCodec() {
        auto codec = std::make_unique<PluginBackendCodec>(plugins_.open("scripted_codec"));
        const auto exchange = codec->push(intents());
        codec.reset();
        CPPUNIT_ASSERT(exchange->step(nullptr).has_value());
        CPPUNIT_ASSERT(!exchange->step(&answer_).has_value());
    }

private:
    static std::vector<model::Intent> intents() {
        std::vector<model::Intent> intents(2);
        intents[0].sequence = 5;
        intents[1].sequence = 9;
        return intents;
    }
    sync::ExchangeResults walk(const std::string& script) {
        PluginBackendCodec codec(plugins_.open("scripted_codec"), script);
        const auto exchange = codec.push(intents());
        exchange->step(nullptr);
        exchange->step(&answer_);
        return exchange->results();
    }
    template<typename Call>
    static void expectMisbehaved(const std::string& script, Call call) {
        try {
            call();
            CPPUNIT_FAIL("not noticed: " + script);
        } catch (const Error& error) {
            CPPUNIT_ASSERT_MESSAGE(script + ": " + error.what(), error.code() == ErrorCode::PluginMisbehaved);
        }
    }

    TestHost plugins_;
    const sync::HttpResponse answer_{200, {{"A", "b"}}, "the answer"};
};

CPPUNIT_TEST_SUITE_REGISTRATION(PluginBackendCodecTest);
