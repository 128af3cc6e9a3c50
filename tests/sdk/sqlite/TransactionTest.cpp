// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/sqlite/Transaction.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>

using durus::sqlite::Access;
using durus::sqlite::Connection;
using durus::sqlite::Transaction;
using durus::sqlite::TransactionKind;

class TransactionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TransactionTest);
    CPPUNIT_TEST(committedStays);
    CPPUNIT_TEST(abandonedIsRolledBack);
    CPPUNIT_TEST(exceptionRollsBack);
    CPPUNIT_TEST(deferredSeesOneMoment);
    CPPUNIT_TEST(fullDiskLeavesTheConnectionUsable);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        directory_ = std::make_unique<durus::test::TempDir>();
        writer_ = std::make_unique<Connection>(directory_->path() / "test.db", Access::ReadWrite);
        writer_->execute("CREATE TABLE t(x TEXT) STRICT");
    }
    void tearDown() override {
        writer_.reset();
        directory_.reset();
    }

private:
    static std::int64_t count(Connection& connection) {
        auto row = connection.prepare("SELECT count(*) FROM t");
        row.step();
        return row.integer(0);
    }

    void committedStays() {
        {
            Transaction transaction(*writer_, TransactionKind::Immediate);
            writer_->run("INSERT INTO t VALUES('a')");
            CPPUNIT_ASSERT(writer_->inTransaction());
            transaction.commit();
        }
        CPPUNIT_ASSERT(!writer_->inTransaction());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count(*writer_));
    }

    void abandonedIsRolledBack() {
        {
            Transaction transaction(*writer_, TransactionKind::Immediate);
            writer_->run("INSERT INTO t VALUES('a')");
        }
        CPPUNIT_ASSERT(!writer_->inTransaction());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(*writer_));
    }

    void exceptionRollsBack() {
        try {
            Transaction transaction(*writer_, TransactionKind::Immediate);
            writer_->run("INSERT INTO t VALUES('a')");
            writer_->run("INSERT INTO nowhere VALUES('b')");
        } catch (const durus::Error&) {
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(*writer_));
    }

    void deferredSeesOneMoment() {
        Connection reader(directory_->path() / "test.db", Access::ReadOnly);
        {
            const Transaction snapshot(reader, TransactionKind::Deferred);
            CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(reader));
            writer_->run("INSERT INTO t VALUES('a')");
            CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(reader));
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count(reader));
    }

    void fullDiskLeavesTheConnectionUsable() {
        writer_->execute("PRAGMA max_page_count=4");
        try {
            Transaction transaction(*writer_, TransactionKind::Immediate);
            writer_->run("INSERT INTO t VALUES('before')");
            writer_->run("INSERT INTO t VALUES(?1)", std::string(100'000, 'x'));
            transaction.commit();
            CPPUNIT_FAIL("a full disk took it");
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == durus::ErrorCode::StorageFull);
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(*writer_));
        Transaction transaction(*writer_, TransactionKind::Immediate);
        writer_->run("INSERT INTO t VALUES('after')");
        transaction.commit();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count(*writer_));
    }

    std::unique_ptr<durus::test::TempDir> directory_;
    std::unique_ptr<Connection> writer_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(TransactionTest);
