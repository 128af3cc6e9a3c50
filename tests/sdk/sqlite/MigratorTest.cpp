// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/sqlite/Migrator.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>

#include <array>
#include <future>

using durus::Error;
using durus::ErrorCode;
using durus::sqlite::Access;
using durus::sqlite::Connection;
using durus::sqlite::migrate;
using durus::sqlite::Migration;

namespace {

constexpr std::int32_t kOurs = 0x1234;
constexpr std::array kTwo{Migration{1, "one", "CREATE TABLE a(x INTEGER) STRICT; INSERT INTO a VALUES(1)"},
                          Migration{2, "two", "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET x = x + 1"}};
constexpr std::array kBroken{kTwo[0], Migration{2, "two", "UPDATE a SET x = 7; SELEKT nonsense"}};

} // namespace

class MigratorTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MigratorTest);
    CPPUNIT_TEST(freshFileGetsAll);
    CPPUNIT_TEST(secondTimeDoesNothing);
    CPPUNIT_TEST(olderFileGetsTheRest);
    CPPUNIT_TEST(newerFileIsRefusedUntouched);
    CPPUNIT_TEST(brokenMigrationLeavesTheVersionBefore);
    CPPUNIT_TEST(anotherApplicationsFileIsRefused);
    CPPUNIT_TEST(severalProcessesAtOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { directory_ = std::make_unique<durus::test::TempDir>(); }
    void tearDown() override { directory_.reset(); }

private:
    std::filesystem::path file() const { return directory_->path() / "test.db"; }
    static std::int64_t number(Connection& connection, const std::string& sql) {
        auto row = connection.prepare(sql);
        CPPUNIT_ASSERT(row.step());
        return row.integer(0);
    }

    void freshFileGetsAll() {
        Connection connection(file(), Access::ReadWrite);
        CPPUNIT_ASSERT_EQUAL(2, migrate(connection, kTwo, kOurs));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(connection, "SELECT x FROM a"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(connection, "PRAGMA user_version"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{kOurs}, number(connection, "PRAGMA application_id"));
    }

    void secondTimeDoesNothing() {
        Connection connection(file(), Access::ReadWrite);
        migrate(connection, kTwo, kOurs);
        CPPUNIT_ASSERT_EQUAL(0, migrate(connection, kTwo, kOurs));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(connection, "SELECT x FROM a"));
    }

    void olderFileGetsTheRest() {
        Connection connection(file(), Access::ReadWrite);
        CPPUNIT_ASSERT_EQUAL(1, migrate(connection, std::span(kTwo).first(1), kOurs));
        CPPUNIT_ASSERT_EQUAL(1, migrate(connection, kTwo, kOurs));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(connection, "SELECT x FROM a"));
    }

    void newerFileIsRefusedUntouched() {
        Connection connection(file(), Access::ReadWrite);
        migrate(connection, kTwo, kOurs);
        connection.execute("PRAGMA user_version=9");
        try {
            migrate(connection, kTwo, kOurs);
            CPPUNIT_FAIL("a newer schema was taken");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::NewerSchema);
            const std::string fault = error.what();
            CPPUNIT_ASSERT(fault.find('9') != std::string::npos && fault.find('2') != std::string::npos);
            CPPUNIT_ASSERT(fault.find("test.db") != std::string::npos);
            CPPUNIT_ASSERT(error.nextStep().find("newer") != std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{9}, number(connection, "PRAGMA user_version"));
    }

    void brokenMigrationLeavesTheVersionBefore() {
        Connection connection(file(), Access::ReadWrite);
        CPPUNIT_ASSERT_THROW(migrate(connection, kBroken, kOurs), Error);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(connection, "PRAGMA user_version"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(connection, "SELECT x FROM a"));
        CPPUNIT_ASSERT(!connection.inTransaction());
    }

    void anotherApplicationsFileIsRefused() {
        Connection connection(file(), Access::ReadWrite);
        connection.execute("CREATE TABLE bookmarks(x)");
        try {
            migrate(connection, kTwo, kOurs);
            CPPUNIT_FAIL("another application's file was taken");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::Corrupt);
        }
        connection.execute("DROP TABLE bookmarks; PRAGMA application_id=77");
        CPPUNIT_ASSERT_THROW(migrate(connection, kTwo, kOurs), Error);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, number(connection, "SELECT count(*) FROM sqlite_schema"));
    }

    void severalProcessesAtOnce() {
        std::vector<std::future<int>> runs;
        for (int i = 0; i < 4; ++i)
            runs.push_back(std::async(std::launch::async, [this] {
                Connection connection(file(), Access::ReadWrite);
                return migrate(connection, kTwo, kOurs);
            }));
        int applied = 0;
        for (auto& run : runs)
            applied += run.get();
        CPPUNIT_ASSERT_EQUAL(2, applied);
    }

    std::unique_ptr<durus::test::TempDir> directory_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(MigratorTest);
