// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/plugin_host/TranslatorHost.h>

#include <cppunit/extensions/HelperMacros.h>
#include <support/MemoryEventJournal.h>

#include <cstdlib>

using namespace durus;

/// The plugin that docs/plugin-authors.md shows, compiled from there.
class DocumentedPluginTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DocumentedPluginTest);
    CPPUNIT_TEST(doesWhatTheDocumentSays);
    CPPUNIT_TEST_SUITE_END();

public:
    void doesWhatTheDocumentSays() {
        NullLog log;
        ManualClock clock;
        test::MemoryEventJournal journal;
        plugin_host::TranslatorHost host(journal, log);
        const auto build = std::filesystem::path(std::getenv("DURUS_BUILD_DIR"));
        host.add(plugin_host::PluginLibrary::open(build / "lib/test-plugins/documented.so", {log, clock}));

        model::PlaybackEvent event;
        event.session = model::SessionId("s");
        event.listing = model::ListingId("heard");
        event.body = model::CompletionReached{};
        journal.append({&event, 1});
        event.body = model::ProgressReported{};
        journal.append({&event, 1});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, host.deliver().events);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journal.recorded().size());
        CPPUNIT_ASSERT(journal.recorded()[0].kind == model::IntentKind::Favorite);
        CPPUNIT_ASSERT_EQUAL(std::string("heard"), journal.recorded()[0].listing.str());
        CPPUNIT_ASSERT_EQUAL(std::string("heard:s"), journal.recorded()[0].dedupeKey);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DocumentedPluginTest);
