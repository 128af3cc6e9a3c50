// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/sqlite/Connection.h>

/// What the contract leaves open: where deliveries go, how stamps are kept, what is trimmed.
class JournalTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(JournalTest);
    CPPUNIT_TEST(localAccountDeliversNothing);
    CPPUNIT_TEST(otherBackendsListingIsNotDelivered);
    CPPUNIT_TEST(withdrawnListingIsDelivered);
    CPPUNIT_TEST(cursorBeyondTheEndHidesNothing);
    CPPUNIT_TEST(stampsKeepTheBootOfTheirEvent);
    CPPUNIT_TEST(journalIsTrimmed);
    CPPUNIT_TEST(forgottenPluginHoldsNothingBack);
    CPPUNIT_TEST(historyIsTrimmed);
    CPPUNIT_TEST(unconfirmedIsNeverTrimmed);
    CPPUNIT_TEST(offlineStoreGrowsWithListingsAndNotWithHours);
    CPPUNIT_TEST(failedCommitLeavesNothing);
    CPPUNIT_TEST_SUITE_END();

    durus::sqlite::Connection raw() { return {data() / "durus.db", durus::sqlite::Access::ReadWrite}; }
    std::int64_t number(const std::string& sql) {
        auto db = raw();
        auto row = db.prepare(sql);
        CPPUNIT_ASSERT(row.step());
        return row.integer(0);
    }
    std::uint64_t append(int count) {
        std::vector<durus::model::PlaybackEvent> events;
        for (int i = 0; i < count; ++i) {
            clock_.advance(Milliseconds{1});
            events.push_back({.sequence = 0,
                              .session = durus::model::SessionId{"s"},
                              .account = amina,
                              .listing = ListingId{"x"},
                              .monotonic = clock_.monotonic(),
                              .wall = clock_.wall(),
                              .body = durus::model::FavoriteMarked{true}});
        }
        return store().journal().append(events);
    }

    void localAccountDeliversNothing() {
        addBackend();
        offer({listing("x", "X")});
        record(Kind::Favorite, "x", "k");
        CPPUNIT_ASSERT(store().outbox().entries({}, 10).empty());
        CPPUNIT_ASSERT(library().favorite(local, ListingId{"x"}));
    }

    void otherBackendsListingIsNotDelivered() {
        addAmina();
        const std::vector<durus::model::Listing> theirs{listing("theirs", "Theirs")};
        store().catalogue().replaceCatalogue(durus::model::BackendName{"other"}, {}, {}, theirs);
        record(Kind::Favorite, "theirs", "k", amina);
        CPPUNIT_ASSERT(store().outbox().entries({}, 10).empty());
    }

    void withdrawnListingIsDelivered() {
        addAmina();
        offer({listing("x", "X")});
        offer({});
        record(Kind::Favorite, "x", "k", amina);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, store().outbox().entries({}, 10).size());
    }

    void cursorBeyondTheEndHidesNothing() {
        append(2);
        store().journal().commit({"p", 1'000'000, {}});
        append(1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, store().journal().unseen("p", 10).size());
    }

    void stampsKeepTheBootOfTheirEvent() {
        append(1);
        const auto before = draft(Kind::Favorite, "x", "before", local);
        clock_.reboot("boot-2");
        reopen();
        const auto last = append(1);
        const auto after = draft(Kind::Favorite, "x", "after", local);
        store().journal().commit({"p", last, {before, after}});
        auto db = raw();
        auto row = db.prepare("SELECT boot_id, mono_ms FROM intent ORDER BY sequence");
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(std::string("boot-1"), row.text(0));
        CPPUNIT_ASSERT(row.milliseconds(1) == before.monotonic.sinceBoot);
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(std::string("boot-2"), row.text(0));
    }

    void journalIsTrimmed() {
        for (int i = 0; i < 40; ++i)
            store().journal().commit({"p", append(200), {}});
        CPPUNIT_ASSERT(number("SELECT count(*) FROM journal") <= 1'300);
        CPPUNIT_ASSERT(store().journal().unseen("p", 10).empty());
    }

    void forgottenPluginHoldsNothingBack() {
        store().journal().unseen("taken-out", 10);
        raw().run("INSERT INTO sqlite_sequence(name, seq) VALUES('journal', 200000)");
        for (int i = 0; i < 20; ++i)
            store().journal().commit({"p", append(200), {}});
        CPPUNIT_ASSERT(number("SELECT count(*) FROM journal") <= 1'300);
    }

    void historyIsTrimmed() {
        raw().run("INSERT INTO sqlite_sequence(name, seq) VALUES('intent', 1)");
        for (int i = 0; i < 20; ++i)
            record(Kind::Favorite, "x", "old-" + std::to_string(i));
        raw().run("UPDATE sqlite_sequence SET seq = 20000 WHERE name = 'intent'");
        for (int i = 0; i < 64; ++i)
            record(Kind::Favorite, "x", "new-" + std::to_string(i));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{64}, number("SELECT count(*) FROM intent"));
        CPPUNIT_ASSERT(library().favorite(local, ListingId{"x"}));
    }

    void offlineStoreGrowsWithListingsAndNotWithHours() {
        addAmina();
        constexpr int kReports = 30'000, kListings = 100, kTogether = 1'000;
        for (int report = 0; report < kReports;) {
            durus::plugin_host::Translation translation{"p", 0, {}};
            for (int n = 0; n < kTogether; ++n, ++report) {
                clock_.advance(Milliseconds{50});
                translation.intents.push_back(draft(Kind::Progress, "x" + std::to_string(report % kListings),
                                                    std::to_string(report), amina));
            }
            store().journal().commit(translation);
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{kListings}, store().outbox().counts(amina).pending);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2 * kListings},
                             number("SELECT count(*) FROM delivery WHERE ended = 0"));
        CPPUNIT_ASSERT(number("SELECT count(*) FROM intent") <= 10'000 + 2 * kListings + kTogether);
    }

    void unconfirmedIsNeverTrimmed() {
        addAmina();
        for (int i = 0; i < 3; ++i)
            record(Kind::Favorite, "x", "old-" + std::to_string(i), amina);
        const auto pending = store().outbox().pending(amina, durus::model::IntentFamily::Favorite, 10);
        const auto batch = store().outbox().freeze(lease(), {.account = amina,
                                                             .family = durus::model::IntentFamily::Favorite,
                                                             .idempotencyKey = "k",
                                                             .request = {},
                                                             .intents = {pending[1]}});
        store().outbox().settle(lease(), {.batch = batch.value().id,
                                          .outcomes = {{.sequence = pending[1].sequence,
                                                        .outcome = durus::sync::OutcomeClass::Ok,
                                                        .detail = {},
                                                        .retryAfter = std::nullopt}},
                                          .progress = {},
                                          .favorites = {}});
        raw().run("UPDATE sqlite_sequence SET seq = 20031 WHERE name = 'intent'");
        record(Kind::Favorite, "x", "new", amina);
        CPPUNIT_ASSERT(!store().outbox().entry(pending[1].id));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, store().outbox().entries(amina, 10).size());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, store().outbox().counts(amina).pending);
    }

    void failedCommitLeavesNothing() {
        addAmina();
        const auto last = append(3);
        raw().execute("CREATE TRIGGER stop BEFORE INSERT ON favorite BEGIN SELECT raise(ABORT, 'no'); END");
        CPPUNIT_ASSERT_THROW(store().journal().commit({"p", last, {draft(Kind::Favorite, "x", "k", amina)}}),
                             durus::Error);
        raw().execute("DROP TRIGGER stop");
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, store().journal().unseen("p", 10).size());
        CPPUNIT_ASSERT(store().outbox().entries({}, 10).empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                             store().journal().commit({"p", last, {draft(Kind::Favorite, "x", "k", amina)}}));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(JournalTest);
