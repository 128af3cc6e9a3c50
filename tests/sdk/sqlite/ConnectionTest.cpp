// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/sqlite/Connection.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>
#include <limits>

using durus::Error;
using durus::ErrorCode;
using durus::sqlite::Access;
using durus::sqlite::Connection;

class ConnectionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ConnectionTest);
    CPPUNIT_TEST(newFileIsPrivate);
    CPPUNIT_TEST(durableSettings);
    CPPUNIT_TEST(valuesComeBack);
    CPPUNIT_TEST(nullsComeBack);
    CPPUNIT_TEST(textIsNeverSql);
    CPPUNIT_TEST(statementIsReusedClean);
    CPPUNIT_TEST(sameSqlTwiceAtATime);
    CPPUNIT_TEST(runTellsChangedRows);
    CPPUNIT_TEST(foreignKeysAreKept);
    CPPUNIT_TEST(badSqlIsAFailure);
    CPPUNIT_TEST(readerCannotWrite);
    CPPUNIT_TEST(readerNeedsAFile);
    CPPUNIT_TEST(missingDirectoryIsToldWithAWayOut);
    CPPUNIT_TEST(rubbishIsCorrupt);
    CPPUNIT_TEST(fullDiskIsStorageFull);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { directory_ = std::make_unique<durus::test::TempDir>(); }
    void tearDown() override { directory_.reset(); }

private:
    std::filesystem::path file() const { return directory_->path() / "test.db"; }

    static ErrorCode codeOf(const std::function<void()>& call) {
        try {
            call();
        } catch (const Error& error) {
            return error.code();
        }
        CPPUNIT_FAIL("nothing was thrown");
        return ErrorCode::Internal;
    }
    static std::string word(Connection& connection, const std::string& sql) {
        auto row = connection.prepare(sql);
        CPPUNIT_ASSERT(row.step());
        return row.text(0);
    }

    void newFileIsPrivate() {
        const Connection connection(file(), Access::ReadWrite);
        struct stat status {};
        CPPUNIT_ASSERT_EQUAL(0, ::stat(file().c_str(), &status));
        CPPUNIT_ASSERT_EQUAL(mode_t{0600}, static_cast<mode_t>(status.st_mode & 0777));
    }

    void durableSettings() {
        Connection connection(file(), Access::ReadWrite);
        CPPUNIT_ASSERT_EQUAL(std::string("wal"), word(connection, "PRAGMA journal_mode"));
        CPPUNIT_ASSERT_EQUAL(std::string("2"), word(connection, "PRAGMA synchronous"));
        CPPUNIT_ASSERT_EQUAL(std::string("1"), word(connection, "PRAGMA foreign_keys"));
    }

    void valuesComeBack() {
        Connection connection(file(), Access::ReadWrite);
        std::string bytes("a\0b", 3);
        bytes += "\xFF";
        const auto largest = std::numeric_limits<std::int64_t>::max();
        auto row = connection.query("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7", largest, 0.5, "text",
                                    durus::sqlite::Blob{bytes}, durus::Milliseconds{7},
                                    durus::WallTime{durus::Milliseconds{8}}, true);
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(largest, row.integer(0));
        CPPUNIT_ASSERT_EQUAL(0.5, row.real(1));
        CPPUNIT_ASSERT_EQUAL(std::string("text"), row.text(2));
        CPPUNIT_ASSERT_EQUAL(bytes, row.text(3));
        CPPUNIT_ASSERT(row.milliseconds(4) == durus::Milliseconds{7});
        CPPUNIT_ASSERT(row.wall(5).sinceEpoch == durus::Milliseconds{8});
        CPPUNIT_ASSERT(row.flag(6));
        CPPUNIT_ASSERT(!row.step());
    }

    void nullsComeBack() {
        Connection connection(file(), Access::ReadWrite);
        auto row = connection.query("SELECT ?1, ?2, ?3", std::optional<int>{}, nullptr, std::string{});
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT(row.isNull(0) && row.isNull(1) && !row.isNull(2));
        CPPUNIT_ASSERT_EQUAL(std::string(), row.text(0));
    }

    void textIsNeverSql() {
        Connection connection(file(), Access::ReadWrite);
        connection.execute("CREATE TABLE t(x TEXT) STRICT");
        const std::string hostile = "'); DROP TABLE t; --";
        connection.run("INSERT INTO t VALUES(?1)", hostile);
        CPPUNIT_ASSERT_EQUAL(hostile, word(connection, "SELECT x FROM t"));
    }

    void statementIsReusedClean() {
        Connection connection(file(), Access::ReadWrite);
        {
            auto row = connection.query("SELECT ?1, ?2", 1, 2);
            CPPUNIT_ASSERT(row.step());
        }
        auto row = connection.query("SELECT ?1, ?2", 3);
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, row.integer(0));
        CPPUNIT_ASSERT(row.isNull(1));
    }

    void sameSqlTwiceAtATime() {
        Connection connection(file(), Access::ReadWrite);
        auto outer = connection.query("SELECT ?1", 1);
        auto inner = connection.query("SELECT ?1", 2);
        CPPUNIT_ASSERT(outer.step() && inner.step());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, outer.integer(0));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, inner.integer(0));
    }

    void runTellsChangedRows() {
        Connection connection(file(), Access::ReadWrite);
        connection.execute("CREATE TABLE t(x INTEGER PRIMARY KEY, y INTEGER) STRICT");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, connection.run("INSERT INTO t(y) VALUES(1), (2)"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, connection.lastRowId());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, connection.run("UPDATE t SET y = 3 WHERE x = 9"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                             connection.run("INSERT INTO t VALUES(1, 1) ON CONFLICT DO NOTHING"));
    }

    void foreignKeysAreKept() {
        Connection connection(file(), Access::ReadWrite);
        connection.execute("CREATE TABLE p(x INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(x))");
        CPPUNIT_ASSERT(codeOf([&] { connection.run("INSERT INTO c VALUES(1)"); }) ==
                       ErrorCode::StorageFailure);
    }

    void badSqlIsAFailure() {
        Connection connection(file(), Access::ReadWrite);
        CPPUNIT_ASSERT(codeOf([&] { connection.prepare("SELEKT 1"); }) == ErrorCode::StorageFailure);
        CPPUNIT_ASSERT(codeOf([&] { connection.query("SELECT ?1", 1, 2); }) == ErrorCode::StorageFailure);
        CPPUNIT_ASSERT_EQUAL(std::string("1"), word(connection, "SELECT 1"));
    }

    void readerCannotWrite() {
        Connection writer(file(), Access::ReadWrite);
        writer.execute("CREATE TABLE t(x)");
        Connection reader(file(), Access::ReadOnly);
        CPPUNIT_ASSERT(codeOf([&] { reader.run("INSERT INTO t VALUES(1)"); }) == ErrorCode::StorageFailure);
    }

    void readerNeedsAFile() {
        CPPUNIT_ASSERT(codeOf([&] { Connection(file(), Access::ReadOnly); }) == ErrorCode::StorageFailure);
        CPPUNIT_ASSERT(!std::filesystem::exists(file()));
    }

    void missingDirectoryIsToldWithAWayOut() {
        try {
            Connection(directory_->path() / "no" / "such.db", Access::ReadWrite);
            CPPUNIT_FAIL("opened");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFailure);
            CPPUNIT_ASSERT(std::string(error.what()).find("such.db") != std::string::npos);
            CPPUNIT_ASSERT(!error.nextStep().empty());
        }
    }

    void rubbishIsCorrupt() {
        std::ofstream(file()) << std::string(8192, 'x');
        try {
            Connection(file(), Access::ReadWrite);
            CPPUNIT_FAIL("opened");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::Corrupt);
            CPPUNIT_ASSERT(error.nextStep().find("backup") != std::string::npos);
        }
    }

    void fullDiskIsStorageFull() {
        Connection connection(file(), Access::ReadWrite);
        connection.execute("CREATE TABLE t(x TEXT); PRAGMA max_page_count=4");
        const std::string much(100'000, 'x');
        CPPUNIT_ASSERT(codeOf([&] { connection.run("INSERT INTO t VALUES(?1)", much); }) ==
                       ErrorCode::StorageFull);
        connection.run("INSERT INTO t VALUES('little')");
        CPPUNIT_ASSERT_EQUAL(std::string("1"), word(connection, "SELECT count(*) FROM t"));
    }

    std::unique_ptr<durus::test::TempDir> directory_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ConnectionTest);
