// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/sqlite/Database.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>

#include <atomic>
#include <future>
#include <thread>

using durus::sqlite::Database;
using durus::sqlite::Transaction;
using durus::sqlite::TransactionKind;

class DatabaseTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DatabaseTest);
    CPPUNIT_TEST(readerSeesWhatWasCommitted);
    CPPUNIT_TEST(readerDoesNotWaitForTheWriter);
    CPPUNIT_TEST(writersTakeTurns);
    CPPUNIT_TEST(moreReadersThanConnections);
    CPPUNIT_TEST(twoDatabasesOnOneFileTakeTurns);
    CPPUNIT_TEST(manyOpenAFreshFileAtOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { directory_ = std::make_unique<durus::test::TempDir>(); }
    void tearDown() override { directory_.reset(); }

private:
    std::filesystem::path file() const { return directory_->path() / "test.db"; }

    static void makeTable(Database& database) {
        database.writer()->execute("CREATE TABLE t(x INTEGER) STRICT");
    }
    static std::int64_t count(Database& database) {
        auto db = database.reader();
        auto row = db->prepare("SELECT count(*) FROM t");
        row.step();
        return row.integer(0);
    }
    static void insertMany(Database& database, int count) {
        for (int i = 0; i < count; ++i) {
            auto db = database.writer();
            Transaction transaction(*db, TransactionKind::Immediate);
            db->run("INSERT INTO t VALUES((SELECT coalesce(max(x), 0) + 1 FROM t))");
            transaction.commit();
        }
    }

    void readerSeesWhatWasCommitted() {
        Database database(file());
        makeTable(database);
        insertMany(database, 3);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, count(database));
    }

    void readerDoesNotWaitForTheWriter() {
        Database database(file());
        makeTable(database);
        auto db = database.writer();
        Transaction transaction(*db, TransactionKind::Immediate);
        db->run("INSERT INTO t VALUES(1)");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(database));
        transaction.commit();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count(database));
    }

    void writersTakeTurns() {
        Database database(file());
        makeTable(database);
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { insertMany(database, 10); });
        threads.clear();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{40}, count(database));
        auto db = database.reader();
        auto row = db->prepare("SELECT count(DISTINCT x) FROM t");
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{40}, row.integer(0));
    }

    void moreReadersThanConnections() {
        Database database(file());
        makeTable(database);
        insertMany(database, 1);
        std::atomic<int> read{0};
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 3 * Database::kMaxReaders; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 20; ++n)
                    if (count(database) == 1) ++read;
            });
        threads.clear();
        CPPUNIT_ASSERT_EQUAL(static_cast<int>(60 * Database::kMaxReaders), read.load());
    }

    void twoDatabasesOnOneFileTakeTurns() {
        Database first(file());
        makeTable(first);
        Database second(file());
        {
            const std::jthread one([&] { insertMany(first, 20); });
            const std::jthread two([&] { insertMany(second, 20); });
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{40}, count(first));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{40}, count(second));
    }

    void manyOpenAFreshFileAtOnce() {
        for (int round = 0; round < 10; ++round) {
            const auto fresh = directory_->path() / ("fresh-" + std::to_string(round) + ".db");
            std::vector<std::future<void>> openings;
            for (int i = 0; i < 4; ++i)
                openings.push_back(std::async(std::launch::async, [&] { Database database(fresh); }));
            for (auto& opening : openings)
                opening.get();
        }
    }

    std::unique_ptr<durus::test::TempDir> directory_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(DatabaseTest);
