// SPDX-License-Identifier: Apache-2.0
#include "reference/SqliteRepository.h"

#include "reference/Sqlite.h"
#include "support/TempDir.h"

#include <durus/core/Error.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus;
using namespace durus::reference;

namespace {

WallTime at(int seconds) {
    return {Milliseconds{seconds * 1000}};
}

ProgressItem item(const std::string& listingId, std::int64_t position, int updatedAt) {
    return {.listingId = listingId, .state = {.positionSeconds = position, .updatedAt = at(updatedAt)}};
}

} // namespace

class SqliteRepositoryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SqliteRepositoryTest);
    CPPUNIT_TEST(anAccountIsOpenedOnce);
    CPPUNIT_TEST(accountsDoNotSeeEachOther);
    CPPUNIT_TEST(aBatchIsAppliedInItsOrder);
    CPPUNIT_TEST(ignoredItemsAreReported);
    CPPUNIT_TEST(anUnknownListingUndoesTheBatch);
    CPPUNIT_TEST(aListingGoneFromTheCatalogueStaysKnown);
    CPPUNIT_TEST(sinceIsExclusive);
    CPPUNIT_TEST(tombstonesAreGivenOut);
    CPPUNIT_TEST(everythingOutlivesTheProcess);
    CPPUNIT_TEST(aNewerSchemaIsRefused);
    CPPUNIT_TEST(aFileThatIsNoDatabaseIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        directory_ = std::make_unique<test::TempDir>();
        reopen();
        repository_->registerListings({{"a", "slug-a", 1800}, {"b", "slug-b", 0}, {"c", "slug-c", 600}});
        account_ = repository_->openAccount("alice", at(1)).id;
    }

    void anAccountIsOpenedOnce() {
        const Account again = repository_->openAccount("alice", at(99));
        CPPUNIT_ASSERT_EQUAL(account_, again.id);
        CPPUNIT_ASSERT(again.createdAt == at(1));
        CPPUNIT_ASSERT(repository_->openAccount("bob", at(99)).id != account_);
    }

    void accountsDoNotSeeEachOther() {
        const std::string bob = repository_->openAccount("bob", at(1)).id;
        repository_->syncProgress(account_, {item("a", 100, 10)});
        repository_->syncSaved(account_, {{"a", true, at(10)}});
        CPPUNIT_ASSERT(repository_->progress(bob, {}).empty());
        CPPUNIT_ASSERT(repository_->saved(bob, {}).empty());
    }

    void aBatchIsAppliedInItsOrder() {
        repository_->syncProgress(account_,
                                  {item("a", 1, 10), item("a", 3, 30), item("a", 2, 20), item("a", 4, 30)});
        const auto rows = repository_->progress(account_, {});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, rows[0].state.positionSeconds);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1800}, rows[0].durationSeconds);
    }

    void ignoredItemsAreReported() {
        repository_->syncProgress(account_, {item("a", 1, 10)});
        const BatchOutcome outcome = repository_->syncProgress(account_, {item("b", 1, 5), item("a", 2, 5)});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, outcome.ignored.size());
        CPPUNIT_ASSERT_EQUAL(std::string("a"), outcome.ignored[0]);
    }

    void anUnknownListingUndoesTheBatch() {
        CPPUNIT_ASSERT_THROW(
            repository_->syncProgress(account_, {item("a", 1, 10), item("x", 1, 10), item("b", 1, 10)}),
            UnknownListing);
        CPPUNIT_ASSERT_THROW(repository_->syncSaved(account_, {{"a", true, at(10)}, {"x", true, at(10)}}),
                             UnknownListing);
        CPPUNIT_ASSERT(repository_->progress(account_, {}).empty());
        CPPUNIT_ASSERT(repository_->saved(account_, {}).empty());
        repository_->syncProgress(account_, {item("a", 1, 10)});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository_->progress(account_, {}).size());
    }

    void aListingGoneFromTheCatalogueStaysKnown() {
        repository_->registerListings({{"b", "slug-b", 70}});
        repository_->syncProgress(account_, {item("a", 1, 10), item("b", 1, 20)});
        const auto rows = repository_->progress(account_, {});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{70}, rows[0].durationSeconds);
    }

    void sinceIsExclusive() {
        repository_->syncProgress(account_, {item("a", 1, 10), item("b", 1, 20), item("c", 1, 30)});
        const auto rows = repository_->progress(account_, at(10));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::string("c"), rows[0].listingId);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, repository_->progress(account_, at(9)).size());
        CPPUNIT_ASSERT(repository_->progress(account_, at(30)).empty());
    }

    void tombstonesAreGivenOut() {
        repository_->syncSaved(account_, {{"a", true, at(10)}, {"a", false, at(20)}});
        const auto rows = repository_->saved(account_, at(10));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
        CPPUNIT_ASSERT(!rows[0].state.saved);
        CPPUNIT_ASSERT(rows[0].state.savedAt == at(10));
    }

    void everythingOutlivesTheProcess() {
        repository_->syncProgress(account_, {item("a", 1, 10)});
        repository_->putSaved(account_, "b", true, at(11));
        reopen();
        CPPUNIT_ASSERT_EQUAL(account_, repository_->openAccount("alice", at(99)).id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository_->progress(account_, {}).size());
        CPPUNIT_ASSERT(repository_->saved(account_, {}).at(0).state.savedAt == at(11));
    }

    void aNewerSchemaIsRefused() {
        repository_.reset();
        sqlite::Connection(file()).execute("INSERT INTO migration VALUES (99, 'of tomorrow', 0)");
        try {
            reopen();
            CPPUNIT_FAIL("opened");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::NewerSchema);
            CPPUNIT_ASSERT(!error.nextStep().empty());
        }
    }

    void aFileThatIsNoDatabaseIsRefused() {
        repository_.reset();
        for (const char* suffix : {"", "-wal", "-shm"})
            std::filesystem::remove(file().string() + suffix);
        std::ofstream(file()) << std::string(5000, 'x');
        CPPUNIT_ASSERT_THROW(reopen(), Error);
    }

private:
    std::filesystem::path file() const { return directory_->path() / "backend.sqlite"; }

    void reopen() {
        repository_.reset();
        repository_ = std::make_unique<SqliteRepository>(file(), at(1));
    }

    std::unique_ptr<test::TempDir> directory_;
    std::unique_ptr<SqliteRepository> repository_;
    std::string account_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteRepositoryTest);
