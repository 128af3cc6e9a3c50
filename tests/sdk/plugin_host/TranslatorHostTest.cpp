// SPDX-License-Identifier: Apache-2.0
#include "TestPlugins.h"

#include <durus/core/Error.h>
#include <durus/plugin_host/TranslatorHost.h>

#include <cppunit/extensions/HelperMacros.h>
#include <support/MemoryEventJournal.h>

using namespace durus;
using durus::plugin_host::DeliveryReport;
using durus::plugin_host::TranslatorHost;
using durus::plugin_host::TranslatorStatus;

class TranslatorHostTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TranslatorHostTest);
    CPPUNIT_TEST(recordsWhatATranslatorDrafts);
    CPPUNIT_TEST(takesAccountListingAndStampsOfTheEvent);
    CPPUNIT_TEST(deliversInBatches);
    CPPUNIT_TEST(deliversEachEventOnce);
    CPPUNIT_TEST(recordsNothingTwiceAfterAReplay);
    CPPUNIT_TEST(keepsEventsForALaterTry);
    CPPUNIT_TEST(stopsATranslatorThatFails);
    CPPUNIT_TEST(stopsATranslatorThatBreaksTheRules);
    CPPUNIT_TEST(losesNothingOfAStoppedTranslator);
    CPPUNIT_TEST(letsTheOthersGoOn);
    CPPUNIT_TEST(countsAnInformationalStatusAsSuccess);
    CPPUNIT_TEST(acceptsAKeyOfTheGreatestLength);
    CPPUNIT_TEST(refusesWhatIsNoTranslator);
    CPPUNIT_TEST_SUITE_END();

public:
    void recordsWhatATranslatorDrafts() {
        host_.add(plugins_.open("scripted_a"));
        append(3);
        const DeliveryReport report = host_.deliver();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, report.events);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, report.intents);
        CPPUNIT_ASSERT(!report.retryLater);
        const auto recorded = journal_.recorded();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, recorded.size());
        CPPUNIT_ASSERT(recorded[1].kind == model::IntentKind::Progress);
        CPPUNIT_ASSERT(recorded[1].position == Milliseconds{200});
        CPPUNIT_ASSERT_EQUAL(std::string("key:2"), recorded[1].dedupeKey);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, journal_.cursor("scripted-a"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, host_.status().front().intents);
    }

    void takesAccountListingAndStampsOfTheEvent() {
        host_.add(plugins_.open("scripted_a"));
        append(2);
        host_.deliver();
        const auto draft = journal_.recorded()[1];
        CPPUNIT_ASSERT_EQUAL(std::string("account-2"), draft.account.str());
        CPPUNIT_ASSERT_EQUAL(std::string("listing-2"), draft.listing.str());
        CPPUNIT_ASSERT(draft.wall == WallTime{Milliseconds{2000}});
        CPPUNIT_ASSERT(draft.monotonic == MonotonicTime{Milliseconds{20}});
    }

    void deliversInBatches() {
        host_.add(plugins_.open("scripted_a"));
        const std::size_t many = TranslatorHost::kBatch * 2 + 1;
        append(many);
        CPPUNIT_ASSERT_EQUAL(many, host_.deliver().events);
        CPPUNIT_ASSERT_EQUAL(many, journal_.recorded().size());
    }

    void deliversEachEventOnce() {
        host_.add(plugins_.open("scripted_a"));
        append(2);
        host_.deliver();
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, host_.deliver().events);
        append(1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, host_.deliver().events);
    }

    void recordsNothingTwiceAfterAReplay() {
        host_.add(plugins_.open("scripted_a"));
        append(5);
        host_.deliver();
        journal_.rewind("scripted-a");
        const DeliveryReport report = host_.deliver();
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, report.events);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, report.intents);
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, journal_.recorded().size());
    }

    void keepsEventsForALaterTry() {
        host_.add(plugins_.open("scripted_a"), "retry once");
        append(2);
        CPPUNIT_ASSERT(host_.deliver().retryLater);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, journal_.cursor("scripted-a"));
        CPPUNIT_ASSERT(host_.status().front().fault.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, host_.deliver().intents);
    }

    void stopsATranslatorThatFails() {
        expectStopped("fail", "unrecoverable");
        expectStopped("throw", "internal");
    }

    void stopsATranslatorThatBreaksTheRules() {
        expectStopped("bad kind", "unknown kind");
        expectStopped("foreign event", "not in the batch");
        expectStopped("negative", "impossible");
        expectStopped("absurd", "impossible");
        expectStopped("no key", "dedupe key");
        expectStopped("long key", "dedupe key");
        expectStopped("binary key", "dedupe key");
        expectStopped("small draft", "too small");
        expectStopped("null draft", "missing");
        expectStopped("flood", "more drafts than events");
    }

    void losesNothingOfAStoppedTranslator() {
        append(3);
        {
            TranslatorHost stopped(journal_, plugins_.log);
            stopped.add(plugins_.open("scripted_a"), "bad kind");
            stopped.deliver();
            append(1);
            CPPUNIT_ASSERT_EQUAL(std::size_t{0}, stopped.deliver().events);
        }
        host_.add(plugins_.open("scripted_a"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, host_.deliver().intents);
    }

    void letsTheOthersGoOn() {
        host_.add(plugins_.open("scripted_a"), "throw");
        host_.add(plugins_.open("scripted_b"));
        append(3);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, host_.deliver().intents);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, journal_.cursor("scripted-b"));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, journal_.cursor("scripted-a"));
        const auto status = host_.status();
        CPPUNIT_ASSERT(!status[0].fault.empty() && status[1].fault.empty());
        CPPUNIT_ASSERT(plugins_.log.lines.back().find("plugin=scripted-a") != std::string::npos);
    }

    void countsAnInformationalStatusAsSuccess() {
        host_.add(plugins_.open("scripted_a"), "informational");
        append(1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, host_.deliver().intents);
    }

    void acceptsAKeyOfTheGreatestLength() {
        host_.add(plugins_.open("scripted_a"), "longest key");
        append(2);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, host_.deliver().intents);
    }

    void refusesWhatIsNoTranslator() {
        expectError(ErrorCode::InvalidInput, "scripted_codec", "");
        expectError(ErrorCode::PluginMisbehaved, "scripted_a", "no instance");
        expectError(ErrorCode::PluginMisbehaved, "scripted_a", "refuse");
        host_.add(plugins_.open("scripted_a"));
        expectError(ErrorCode::AlreadyExists, "scripted_a", "");
    }

private:
    /// Events n = 1, 2, ... of listing-n and account-n at 1000 n ms.
    void append(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto n = std::to_string(++appended_);
            const model::PlaybackEvent event{0,
                                             model::SessionId("session"),
                                             model::AccountName("account-" + n),
                                             model::ListingId("listing-" + n),
                                             MonotonicTime{Milliseconds{10 * appended_}},
                                             WallTime{Milliseconds{1000 * appended_}},
                                             model::ProgressReported{}};
            journal_.append({&event, 1});
        }
    }
    void expectStopped(const std::string& script, const std::string& fault) {
        test::MemoryEventJournal journal;
        TranslatorHost host(journal, plugins_.log);
        host.add(plugins_.open("scripted_a"), script);
        const model::PlaybackEvent event{0, {}, {}, {}, {}, {}, model::RateChanged{}};
        journal.append({&event, 1});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(script, std::size_t{0}, host.deliver().events);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(script, std::uint64_t{0}, journal.cursor("scripted-a"));
        CPPUNIT_ASSERT_MESSAGE(script, journal.recorded().empty());
        const TranslatorStatus status = host.status().front();
        CPPUNIT_ASSERT_MESSAGE(status.fault, status.fault.find(fault) != std::string::npos);
    }
    void expectError(ErrorCode code, const std::string& plugin, const std::string& config) {
        try {
            host_.add(plugins_.open(plugin), config);
            CPPUNIT_FAIL(plugin + " was taken in");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == code);
        }
    }

    TestHost plugins_;
    test::MemoryEventJournal journal_;
    TranslatorHost host_{journal_, plugins_.log};
    int appended_ = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(TranslatorHostTest);
