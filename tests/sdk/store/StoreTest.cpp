// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/sqlite/Connection.h>

#include <sys/stat.h>

#include <fstream>
#include <future>

class StoreTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(StoreTest);
    CPPUNIT_TEST(directoryAndFilesArePrivate);
    CPPUNIT_TEST(makesParentDirectories);
    CPPUNIT_TEST(remembersAcrossOpening);
    CPPUNIT_TEST(newerSchemaIsRefused);
    CPPUNIT_TEST(foreignDatabaseIsRefused);
    CPPUNIT_TEST(damagedDatabaseIsRefused);
    CPPUNIT_TEST(fileInPlaceOfDirectoryIsRefused);
    CPPUNIT_TEST(twoStoresShareADirectory);
    CPPUNIT_TEST(manyOpenAFreshDirectoryAtOnce);
    CPPUNIT_TEST(intentsCannotBeRewritten);
    CPPUNIT_TEST(unconfirmedCannotBeRemoved);
    CPPUNIT_TEST(endedDeliveryIsFinal);
    CPPUNIT_TEST(frozenBatchCannotBeRewritten);
    CPPUNIT_TEST_SUITE_END();

    static mode_t modeOf(const std::filesystem::path& path) {
        struct stat status {};
        CPPUNIT_ASSERT_EQUAL(0, ::stat(path.c_str(), &status));
        return status.st_mode & 0777;
    }
    durus::sqlite::Connection raw() { return {data() / "durus.db", durus::sqlite::Access::ReadWrite}; }

    void directoryAndFilesArePrivate() {
        const auto fresh = data() / "fresh";
        const auto made = durus::store::Store::open(fresh, clock_, random_);
        made->accounts().addBackend({home, "platform", "https://home.example", ""});
        made->accounts().addAccount({amina, home}, "token");
        CPPUNIT_ASSERT_EQUAL(mode_t{0700}, modeOf(fresh));
        CPPUNIT_ASSERT_EQUAL(mode_t{0600}, modeOf(fresh / "durus.db"));
        CPPUNIT_ASSERT_EQUAL(mode_t{0600}, modeOf(fresh / "durus.db-wal"));
        CPPUNIT_ASSERT_EQUAL(mode_t{0600}, modeOf(fresh / "key"));
        CPPUNIT_ASSERT(made->dataDirectory() == fresh);
    }

    void makesParentDirectories() {
        const auto deep = data() / "a" / "b";
        durus::store::Store::open(deep, clock_, random_);
        CPPUNIT_ASSERT(std::filesystem::exists(deep / "durus.db"));
    }

    void remembersAcrossOpening() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        reopen();
        CPPUNIT_ASSERT_EQUAL(std::string("her token"), accounts().token(amina));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, store().outbox().counts(amina).pending);
        CPPUNIT_ASSERT(library().favorite(amina, ListingId{"x"}));
    }

    void newerSchemaIsRefused() {
        raw().execute("PRAGMA user_version=4711");
        const auto error = errorOf([&] { another(); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::NewerSchema);
        CPPUNIT_ASSERT(std::string(error.what()).find("4711") != std::string::npos);
        CPPUNIT_ASSERT(!error.nextStep().empty());
    }

    void foreignDatabaseIsRefused() {
        const auto elsewhere = data() / "elsewhere";
        std::filesystem::create_directory(elsewhere);
        durus::sqlite::Connection(elsewhere / "durus.db", durus::sqlite::Access::ReadWrite)
            .execute("CREATE TABLE theirs(x)");
        const auto error = errorOf([&] { durus::store::Store::open(elsewhere, clock_, random_); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::Corrupt);
    }

    void damagedDatabaseIsRefused() {
        const auto elsewhere = data() / "elsewhere";
        std::filesystem::create_directory(elsewhere);
        std::ofstream(elsewhere / "durus.db") << std::string(100'000, '?');
        const auto error = errorOf([&] { durus::store::Store::open(elsewhere, clock_, random_); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::Corrupt);
        CPPUNIT_ASSERT(error.nextStep().find("backup") != std::string::npos);
    }

    void fileInPlaceOfDirectoryIsRefused() {
        std::ofstream(data() / "file") << "x";
        const auto error = errorOf([&] { durus::store::Store::open(data() / "file", clock_, random_); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFailure);
        CPPUNIT_ASSERT(!error.nextStep().empty());
    }

    void twoStoresShareADirectory() {
        addAmina();
        const auto other = another();
        const auto work = [this](durus::store::Store& mine, const std::string& name) {
            for (int i = 0; i < 20; ++i)
                mine.journal().commit(
                    {name, 0, {draft(Kind::Completed, "x", name + std::to_string(i), amina)}});
        };
        auto first = std::async(std::launch::async, work, std::ref(store()), "first");
        auto second = std::async(std::launch::async, work, std::ref(*other), "second");
        first.get();
        second.get();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{40}, store().outbox().counts(amina).pending);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{40}, other->outbox().counts(amina).pending);
        CPPUNIT_ASSERT_EQUAL(
            std::size_t{0},
            other->journal().commit({"first", 0, {draft(Kind::Progress, "x", "first0", amina)}}));
    }

    void manyOpenAFreshDirectoryAtOnce() {
        for (int round = 0; round < 5; ++round) {
            const auto fresh = data() / ("fresh-" + std::to_string(round));
            std::vector<std::future<std::unique_ptr<durus::store::Store>>> openings;
            for (int i = 0; i < 3; ++i)
                openings.push_back(std::async(std::launch::async, [&, this] {
                    return durus::store::Store::open(fresh, clock_, random_);
                }));
            for (auto& opening : openings)
                CPPUNIT_ASSERT_EQUAL(std::size_t{1}, opening.get()->accounts().accounts().size());
        }
    }

    void intentsCannotBeRewritten() {
        record(Kind::Favorite, "x", "k");
        CPPUNIT_ASSERT_THROW(raw().run("UPDATE intent SET listing = 'y'"), durus::Error);
    }

    void unconfirmedCannotBeRemoved() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        CPPUNIT_ASSERT_THROW(raw().run("DELETE FROM delivery"), durus::Error);
        CPPUNIT_ASSERT_THROW(raw().run("DELETE FROM intent"), durus::Error);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, store().outbox().counts(amina).pending);
    }

    void endedDeliveryIsFinal() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        raw().run("UPDATE delivery SET state = 'acked', ended = 1");
        CPPUNIT_ASSERT_THROW(raw().run("UPDATE delivery SET state = 'pending', ended = 0"), durus::Error);
    }

    void frozenBatchCannotBeRewritten() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        store().outbox().freeze(
            lease(), {.account = amina,
                      .family = durus::model::IntentFamily::Favorite,
                      .idempotencyKey = "key",
                      .request = {"POST", "/", {}, "body"},
                      .intents = store().outbox().pending(amina, durus::model::IntentFamily::Favorite, 10)});
        CPPUNIT_ASSERT_THROW(raw().run("UPDATE batch SET body = x'00'"), durus::Error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(StoreTest);
