// SPDX-License-Identifier: Apache-2.0
#include "app/Metrics.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <set>
#include <sstream>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class MetricsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MetricsTest);
    CPPUNIT_TEST(tellsHowEachAccountStands);
    CPPUNIT_TEST(whatIsNotKnownIsNotSaid);
    CPPUNIT_TEST(everySampleHasHelpAndType);
    CPPUNIT_TEST_SUITE_END();

    static sync::SyncMetrics full() {
        sync::AccountMetrics one{.account = model::AccountName("aisha"),
                                 .backend = model::BackendName("home")};
        one.outbox = {.pending = 3, .quarantined = 1, .oldestPending = WallTime{}};
        one.oldestAge = Milliseconds{61'500};
        one.exchanges.add(sync::OutcomeClass::Transient, 4);
        one.entries.add(sync::OutcomeClass::Stale, 2);
        one.signedOut = true;
        one.clockOffset = Milliseconds{-2'000};
        one.clockUncertainty = Milliseconds{900};
        one.outOfStep = {sync::Standing::BackendBehind, 3, WallTime{Milliseconds{1'795'345'200'000}}};
        sync::SyncStatus engine;
        engine.failures = 5;
        return {.accounts = {one}, .engine = engine, .shortOfRoom = true};
    }

    static void assertHas(const string& text, const string& line) {
        CPPUNIT_ASSERT_MESSAGE(line + " is not in\n" + text, text.find('\n' + line + '\n') != string::npos);
    }

    void tellsHowEachAccountStands() {
        const string text = metricsText(full());
        const string who = "{account=\"aisha\",backend=\"home\"";
        assertHas(text, "durus_outbox_pending" + who + "} 3");
        assertHas(text, "durus_outbox_oldest_pending_age_seconds" + who + "} 61.500");
        assertHas(text, "durus_outbox_quarantined" + who + "} 1");
        assertHas(text, "durus_sync_exchanges_total" + who + ",outcome=\"transient\"} 4");
        assertHas(text, "durus_sync_exchanges_total" + who + ",outcome=\"ok\"} 0");
        assertHas(text, "durus_sync_entries_total" + who + ",outcome=\"stale\"} 2");
        assertHas(text, "durus_sync_conflicts_total" + who + "} 2");
        assertHas(text, "durus_backend_clock_offset_seconds" + who + "} -2.000");
        assertHas(text, "durus_backend_clock_uncertainty_seconds" + who + "} 0.900");
        assertHas(text, "durus_account_signed_out" + who + "} 1");
        assertHas(text, "durus_sync_out_of_step_timestamp_seconds" + who +
                            ",standing=\"backend_behind\"} 1795345200.000");
        assertHas(text, "durus_sync_failed_passes 5");
        assertHas(text, "durus_store_short_of_room 1");
    }

    void whatIsNotKnownIsNotSaid() {
        sync::SyncMetrics metrics = full();
        metrics.accounts.front().clockOffset.reset();
        metrics.engine.reset();
        const string text = metricsText(metrics);
        CPPUNIT_ASSERT(text.find("\ndurus_backend_clock_offset_seconds{") == string::npos);
        CPPUNIT_ASSERT(text.find("durus_sync_failed_passes") == string::npos);
    }

    void everySampleHasHelpAndType() {
        std::istringstream lines(metricsText(full()));
        std::set<string> helped;
        std::set<string> typed;
        for (string line; std::getline(lines, line);) {
            std::istringstream words(line);
            string first;
            string kind;
            string name;
            words >> first >> kind >> name;
            if (first == "#") {
                CPPUNIT_ASSERT_MESSAGE(line, (kind == "HELP" ? helped : typed).insert(name).second);
                continue;
            }
            const string metric = line.substr(0, line.find_first_of("{ "));
            CPPUNIT_ASSERT_MESSAGE(line, helped.contains(metric) && typed.contains(metric));
        }
        CPPUNIT_ASSERT(helped == typed && helped.size() > 8);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MetricsTest);
