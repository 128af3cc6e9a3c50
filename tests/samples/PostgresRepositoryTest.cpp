// SPDX-License-Identifier: Apache-2.0
#include "reference/PostgresRepository.h"

#include "contract/RepositoryContract.h"
#include "support/PostgresServer.h"

#include <durus/core/Error.h>

#include <atomic>
#include <thread>

using namespace durus;
using namespace durus::reference;

namespace {

class PostgresRig final : public RepositoryRig {
public:
    std::unique_ptr<Repository> open() override {
        return std::make_unique<PostgresRepository>(url_, WallTime{Milliseconds{1000}});
    }

    const std::string& url() const { return url_; }
    void execute(const std::string& sql) { test::PostgresServer::shared().execute(url_, sql); }

private:
    const std::string url_ = test::PostgresServer::shared().freshDatabase();
};

} // namespace

class PostgresRepositoryTest : public RepositoryContract {
    CPPUNIT_TEST_SUB_SUITE(PostgresRepositoryTest, RepositoryContract);
    CPPUNIT_TEST(aNewerSchemaIsRefused);
    CPPUNIT_TEST(anUnreachableServerIsNamed);
    CPPUNIT_TEST(aPasswordIsNeverRepeated);
    CPPUNIT_TEST(severalMayStartAtOnce);
    CPPUNIT_TEST(batchesInOppositeOrderDoNotLockEachOtherOut);
    CPPUNIT_TEST(whatTheServerGaveUpIsRunAgain);
    CPPUNIT_TEST(whatItAlwaysGivesUpIsAnError);
    CPPUNIT_TEST(aLostServerIsTypedAndFoundAgain);
    CPPUNIT_TEST(aRestartBetweenCallsIsNotNoticed);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<RepositoryRig> makeRig() override { return std::make_unique<PostgresRig>(); }

private:
    PostgresRig& postgres() { return static_cast<PostgresRig&>(rig()); }

    template<typename Call>
    static ErrorCode faultOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            CPPUNIT_ASSERT_MESSAGE(error.what(), std::string(error.what()).find('\n') == std::string::npos);
            return error.code();
        }
        CPPUNIT_FAIL("no error");
        return ErrorCode::Internal;
    }

    void aNewerSchemaIsRefused() {
        postgres().execute("INSERT INTO migration VALUES (99, 'of tomorrow', 0)");
        CPPUNIT_ASSERT(faultOf([&] { rig().open(); }) == ErrorCode::NewerSchema);
    }

    void anUnreachableServerIsNamed() {
        try {
            PostgresRepository("postgresql:///d?host=/nonexistent", at(1));
            CPPUNIT_FAIL("opened");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::Unavailable);
            CPPUNIT_ASSERT(std::string(error.what()).find("/nonexistent") != std::string::npos);
            CPPUNIT_ASSERT(!error.nextStep().empty());
        }
    }

    void aPasswordIsNeverRepeated() {
        for (const char* url : {"postgresql://u:secret@h/d?nonsense=1", "postgresql://u:secret@h:port:port/d",
                                "postgresql://u:secret@/d?host=/nonexistent"}) {
            try {
                PostgresRepository(url, at(1));
                CPPUNIT_FAIL("opened");
            } catch (const Error& error) {
                CPPUNIT_ASSERT_MESSAGE(error.what(),
                                       std::string(error.what()).find("secret") == std::string::npos);
            }
        }
    }

    void severalMayStartAtOnce() {
        PostgresRig fresh;
        std::atomic<int> started{0};
        inParallel(8, [&](int) {
            const auto one = fresh.open();
            one->registerListings({{"c", "c", 600}, {"a", "a", 1800}, {"b", "b", 0}});
            one->openAccount("alice", at(1));
            ++started;
        });
        CPPUNIT_ASSERT_EQUAL(8, started.load());
    }

    void batchesInOppositeOrderDoNotLockEachOtherOut() {
        constexpr int kListings = 200;
        std::vector<ListingKey> listings;
        std::vector<ProgressItem> forth;
        for (int i = 0; i < kListings; ++i) {
            listings.push_back({std::to_string(i), std::to_string(i), 0});
            forth.push_back(item(std::to_string(i), 1, 10));
        }
        const std::vector<ProgressItem> back(forth.rbegin(), forth.rend());
        repository().registerListings(listings);
        std::atomic<int> taken{0};
        inParallel(8, [&](int thread) {
            for (int round = 0; round < 10; ++round, ++taken)
                repository().syncProgress(account(), thread % 2 == 0 ? forth : back);
        });
        CPPUNIT_ASSERT_EQUAL(80, taken.load());
        CPPUNIT_ASSERT_EQUAL(std::size_t{kListings}, repository().progress(account(), {}).size());
    }

    void whatTheServerGaveUpIsRunAgain() {
        for (const char* state : {"40001", "40P01"}) {
            giveUp(2, state);
            repository().syncProgress(account(), {item("a", 1, 10)});
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository().progress(account(), {}).size());
        }
    }

    void whatItAlwaysGivesUpIsAnError() {
        giveUp(1'000'000, "40001");
        const auto write = [&] { repository().syncProgress(account(), {item("a", 1, 10)}); };
        CPPUNIT_ASSERT(faultOf(write) == ErrorCode::StorageFailure);
        CPPUNIT_ASSERT(repository().progress(account(), {}).empty());
        giveUp(0, "40001");
        write();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository().progress(account(), {}).size());
    }

    void aLostServerIsTypedAndFoundAgain() {
        repository().syncProgress(account(), {item("a", 1, 10)});
        test::PostgresServer::shared().stop();
        const bool readyWithout = repository().isReady();
        const ErrorCode fault = faultOf([&] { repository().progress(account(), {}); });
        test::PostgresServer::shared().start();
        CPPUNIT_ASSERT(!readyWithout);
        CPPUNIT_ASSERT(fault == ErrorCode::Unavailable);
        CPPUNIT_ASSERT(repository().isReady());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository().progress(account(), {}).size());
    }

    void aRestartBetweenCallsIsNotNoticed() {
        repository().syncProgress(account(), {item("a", 1, 10)});
        test::PostgresServer::shared().stop();
        test::PostgresServer::shared().start();
        repository().syncProgress(account(), {item("a", 2, 20)});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, repository().progress(account(), {}).size());
    }

    template<typename Work>
    static void inParallel(int threads, Work work) {
        std::vector<std::thread> running;
        for (int i = 0; i < threads; ++i)
            running.emplace_back([&work, i] {
                try {
                    work(i);
                } catch (const std::exception& error) {
                    CPPUNIT_NS::stdCOut() << error.what() << '\n';
                }
            });
        for (std::thread& thread : running)
            thread.join();
    }

    /// Lets the next `times` writes of progress fail as if the server had given them up. A sequence counts
    /// them, for it is not rolled back.
    void giveUp(int times, const std::string& state) {
        postgres().execute(
            "SET client_min_messages = warning; DROP SEQUENCE IF EXISTS attempt; CREATE SEQUENCE attempt;"
            "CREATE OR REPLACE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF nextval('attempt') <= " +
            std::to_string(times) + " THEN RAISE 'given up' USING ERRCODE = '" + state +
            "'; END IF; RETURN NULL; END $$;"
            "CREATE OR REPLACE TRIGGER give_up BEFORE INSERT ON progress "
            "FOR EACH STATEMENT EXECUTE FUNCTION give_up()");
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresRepositoryTest);
