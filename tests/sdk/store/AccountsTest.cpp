// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/sqlite/Connection.h>

#include <fstream>
#include <iterator>

using durus::store::UnsentEntries;

class AccountsTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(AccountsTest);
    CPPUNIT_TEST(backendsComeAndGo);
    CPPUNIT_TEST(badBackendsAreRefused);
    CPPUNIT_TEST(backendWithAccountsStays);
    CPPUNIT_TEST(removedBackendWithdrawsItsListings);
    CPPUNIT_TEST(localAlwaysExists);
    CPPUNIT_TEST(accountsComeAndGo);
    CPPUNIT_TEST(badAccountsAreRefused);
    CPPUNIT_TEST(accountOfThisBoxAlone);
    CPPUNIT_TEST(unsentEntriesKeepTheAccount);
    CPPUNIT_TEST(keptEntriesWaitForTheirOwner);
    CPPUNIT_TEST(keptEntriesGoToNoOtherBackend);
    CPPUNIT_TEST(refusalSaysHowMany);
    CPPUNIT_TEST(discardGivesEverythingUp);
    CPPUNIT_TEST(keptEntriesCanBeDiscardedLater);
    CPPUNIT_TEST(signingOutWipesTheToken);
    CPPUNIT_TEST(aNewTokenWipesTheOldOne);
    CPPUNIT_TEST(aRefusedTokenIsKept);
    CPPUNIT_TEST(removalForgetsProgress);
    CPPUNIT_TEST(resolving);
    CPPUNIT_TEST(clockOffsetIsKept);
    CPPUNIT_TEST(bootsAreRememberedWhileTheyAreNeeded);
    CPPUNIT_TEST_SUITE_END();

    durus::sqlite::Connection raw() { return {data() / "durus.db", durus::sqlite::Access::ReadWrite}; }

    std::int64_t number(const std::string& query) {
        auto connection = raw();
        auto row = connection.query(query);
        CPPUNIT_ASSERT(row.step());
        return row.integer(0);
    }

    std::string sealedToken() {
        auto connection = raw();
        auto row = connection.query("SELECT token FROM account WHERE name = 'amina'");
        CPPUNIT_ASSERT(row.step());
        return row.text(0);
    }

    /// Whether some bytes stand anywhere in the database or its log.
    bool isOnDisk(const std::string& bytes) const {
        for (const auto* file : {"durus.db", "durus.db-wal"}) {
            std::ifstream in(data() / file, std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(in), {}};
            if (all.find(bytes) != std::string::npos) return true;
        }
        return false;
    }

    void backendsComeAndGo() {
        accounts().addBackend({home, "platform", "https://home.example/api/", "/ca.pem"});
        addBackend("other");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, accounts().backends().size());
        const auto backend = accounts().backend(home);
        CPPUNIT_ASSERT_EQUAL(std::string("https://home.example/api"), backend.value().url);
        CPPUNIT_ASSERT_EQUAL(std::string("platform"), backend->codec);
        CPPUNIT_ASSERT_EQUAL(std::string("/ca.pem"), backend->caFile);
        accounts().removeBackend(home);
        CPPUNIT_ASSERT(!accounts().backend(home));
        CPPUNIT_ASSERT(errorOf([&] { accounts().removeBackend(home); }).code() == ErrorCode::NotFound);
        CPPUNIT_ASSERT(errorOf([&] { addBackend("other"); }).code() == ErrorCode::AlreadyExists);
    }

    void badBackendsAreRefused() {
        const auto refused = [this](const std::string& name, const std::string& url) {
            const auto error = errorOf([&] {
                accounts().addBackend({durus::model::BackendName{name}, "platform", url, ""});
            });
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name + " " + url, std::string("invalid_input"),
                                         std::string(durus::name(error.code())));
            CPPUNIT_ASSERT(!error.nextStep().empty());
        };
        for (const std::string name : {"", "a b", "../x", "-x", "x/y", "\xD8\xA7"})
            refused(name, "https://x.example");
        refused(std::string(65, 'x'), "https://x.example");
        for (const std::string url :
             {"", "x.example", "ftp://x.example", "http://x.example", "http://127.0.0.1.evil.example",
              "https://", "https:///path", "https://user:password@x.example", "https://x.example/?q=1",
              "https://x.example/#f", "https://x example", "https://x.example\r\nHost: y",
              "http://localhost@evil.example"})
            refused("name", url);
        int n = 0;
        for (const std::string url :
             {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:80/x", "https://[2001:db8::1]:443"})
            accounts().addBackend({durus::model::BackendName{"ok" + std::to_string(++n)}, "c", url, ""});
    }

    void backendWithAccountsStays() {
        addAmina();
        CPPUNIT_ASSERT(errorOf([&] { accounts().removeBackend(home); }).code() == ErrorCode::WrongState);
        accounts().removeAccount(amina);
        accounts().removeBackend(home);
    }

    void removedBackendWithdrawsItsListings() {
        addBackend();
        offer({listing("a", "A")});
        accounts().removeBackend(home);
        CPPUNIT_ASSERT(library().byId(ListingId{"a"}, local).value().withdrawn);
    }

    void localAlwaysExists() {
        CPPUNIT_ASSERT(accounts().account(local).has_value());
        CPPUNIT_ASSERT(accounts().account(local)->backend.empty());
        CPPUNIT_ASSERT(errorOf([&] { accounts().removeAccount(local); }).code() == ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOf([&] { accounts().token(local); }).code() == ErrorCode::WrongState);
        addBackend();
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().addAccount({local, home}, "t");
                       }).code() == ErrorCode::AlreadyExists);
    }

    void accountsComeAndGo() {
        addAmina();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, accounts().accounts().size());
        CPPUNIT_ASSERT(accounts().account(amina).value().backend == home);
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().addAccount({amina, home}, "t");
                       }).code() == ErrorCode::AlreadyExists);
        accounts().removeAccount(amina);
        CPPUNIT_ASSERT(!accounts().account(amina));
        CPPUNIT_ASSERT(errorOf([&] { accounts().token(amina); }).code() == ErrorCode::NotFound);
        CPPUNIT_ASSERT(errorOf([&] { accounts().removeAccount(amina); }).code() == ErrorCode::NotFound);
    }

    void badAccountsAreRefused() {
        addBackend();
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().addAccount({amina, home}, "");
                       }).code() == ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().addAccount({amina, {}}, "t");
                       }).code() == ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().addAccount({durus::model::AccountName{"a\nb"}, home}, "t");
                       }).code() == ErrorCode::InvalidInput);
        const auto error = errorOf([&] {
            accounts().addAccount({amina, durus::model::BackendName{"nowhere"}}, "t");
        });
        CPPUNIT_ASSERT(error.code() == ErrorCode::NotFound);
        CPPUNIT_ASSERT(!accounts().account(amina));
    }

    void accountOfThisBoxAlone() {
        accounts().addAccount({amina, {}}, "");
        CPPUNIT_ASSERT(accounts().account(amina).value().backend.empty());
        record(Kind::Favorite, "x", "k", amina);
        CPPUNIT_ASSERT(store().outbox().entries(amina, 10).empty());
        CPPUNIT_ASSERT(library().favorite(amina, ListingId{"x"}));
        accounts().removeAccount(amina);
    }

    void unsentEntriesKeepTheAccount() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        const auto error = errorOf([&] { accounts().removeAccount(amina); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::WrongState);
        CPPUNIT_ASSERT(std::string(error.what()).find('1') != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("her token"), accounts().token(amina));
    }

    void keptEntriesWaitForTheirOwner() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        accounts().removeAccount(amina, UnsentEntries::Keep);
        CPPUNIT_ASSERT(!accounts().account(amina));
        CPPUNIT_ASSERT(store().outbox().pending(amina, durus::model::IntentFamily::Favorite, 10).empty());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, store().outbox().counts(amina).pending);
        accounts().addAccount({durus::model::AccountName{"bilal"}, home}, "his token");
        CPPUNIT_ASSERT(
            store()
                .outbox()
                .pending(durus::model::AccountName{"bilal"}, durus::model::IntentFamily::Favorite, 10)
                .empty());
        CPPUNIT_ASSERT(errorOf([&] { accounts().removeBackend(home); }).code() == ErrorCode::WrongState);
        accounts().addAccount({amina, home}, "again");
        CPPUNIT_ASSERT_EQUAL(
            std::size_t{1}, store().outbox().pending(amina, durus::model::IntentFamily::Favorite, 10).size());
    }

    void keptEntriesGoToNoOtherBackend() {
        addAmina();
        addBackend("other");
        record(Kind::Favorite, "x", "k", amina);
        accounts().removeAccount(amina, UnsentEntries::Keep);
        const auto error = errorOf([&] {
            accounts().addAccount({amina, durus::model::BackendName{"other"}}, "t");
        });
        CPPUNIT_ASSERT(error.code() == ErrorCode::AlreadyExists);
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().addAccount({amina, {}}, "");
                       }).code() == ErrorCode::AlreadyExists);
    }

    void refusalSaysHowMany() {
        addAmina();
        quarantineOne();
        record(Kind::Favorite, "y", "k-2", amina);
        record(Kind::Favorite, "z", "k-3", amina);
        const auto error = errorOf([&] { accounts().removeAccount(amina); });
        CPPUNIT_ASSERT_EQUAL(std::string("account amina has 2 pending and 1 quarantined entries"),
                             std::string(error.what()));
        CPPUNIT_ASSERT(error.nextStep().find("--discard") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, store().outbox().counts(amina).pending);
    }

    void discardGivesEverythingUp() {
        addAmina();
        quarantineOne();
        record(Kind::Progress, "y", "k-2", amina);
        record(Kind::Progress, "y", "k-3", amina);
        freezeAll(durus::model::IntentFamily::Progress);
        accounts().removeAccount(amina, UnsentEntries::Discard);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, number("SELECT count(*) FROM delivery WHERE ended = 0"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3},
                             number("SELECT count(*) FROM delivery WHERE state = 'discarded'"));
        CPPUNIT_ASSERT(!store().outbox().openBatch(amina));
        CPPUNIT_ASSERT(!accounts().account(amina));
        accounts().addAccount({amina, home}, "again");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, store().outbox().counts(amina).pending);
        CPPUNIT_ASSERT(!library().favorite(amina, ListingId{"x"}));
    }

    void keptEntriesCanBeDiscardedLater() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        accounts().removeAccount(amina, UnsentEntries::Keep);
        CPPUNIT_ASSERT(errorOf([&] { accounts().removeAccount(amina); }).code() == ErrorCode::WrongState);
        accounts().removeAccount(amina, UnsentEntries::Discard);
        accounts().removeBackend(home);
    }

    void signingOutWipesTheToken() {
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        const auto first = sealedToken();
        CPPUNIT_ASSERT(isOnDisk(first));
        accounts().removeAccount(amina, UnsentEntries::Keep);
        CPPUNIT_ASSERT(!isOnDisk(first));
        accounts().addAccount({amina, home}, "again");
        const auto second = sealedToken();
        accounts().removeAccount(amina, UnsentEntries::Discard);
        CPPUNIT_ASSERT(!isOnDisk(second));
    }

    void aNewTokenWipesTheOldOne() {
        addAmina();
        const auto token = sealedToken();
        accounts().replaceToken(amina, "another token");
        CPPUNIT_ASSERT(!isOnDisk(token));
        CPPUNIT_ASSERT(isOnDisk(sealedToken()));
    }

    void aRefusedTokenIsKept() {
        addAmina();
        const auto token = accounts().token(amina);
        CPPUNIT_ASSERT(!accounts().isRefused(amina));
        accounts().setRefused(amina, true);
        CPPUNIT_ASSERT(accounts().isRefused(amina));
        CPPUNIT_ASSERT_EQUAL(token, accounts().token(amina));
        accounts().setRefused(amina, false);
        CPPUNIT_ASSERT(!accounts().isRefused(amina));
        accounts().setRefused(amina, true);
        accounts().replaceToken(amina, "new token");
        CPPUNIT_ASSERT(!accounts().isRefused(amina));
        accounts().setRefused(amina, true);
        record(Kind::Favorite, "x", "k", amina);
        accounts().removeAccount(amina, UnsentEntries::Keep);
        accounts().addAccount({amina, home}, "again");
        CPPUNIT_ASSERT(!accounts().isRefused(amina));
    }

    void removalForgetsProgress() {
        addAmina();
        store().outbox().applyPull(lease(), amina, {},
                                   std::vector<durus::model::RemoteFavorite>{{ListingId{"x"}, true, {}}},
                                   "cursor");
        accounts().removeAccount(amina);
        accounts().addAccount({amina, home}, "again");
        CPPUNIT_ASSERT(!library().favorite(amina, ListingId{"x"}));
        CPPUNIT_ASSERT_EQUAL(std::string(), store().outbox().cursor(amina));
    }

    void resolving() {
        CPPUNIT_ASSERT(accounts().resolve(std::nullopt) == local);
        accounts().addAccount({durus::model::AccountName{"guest"}, {}}, "");
        CPPUNIT_ASSERT(accounts().resolve(std::nullopt) == local);
        addAmina();
        CPPUNIT_ASSERT(accounts().resolve(std::nullopt) == amina);
        CPPUNIT_ASSERT(accounts().resolve(local) == local);
        accounts().addAccount({durus::model::AccountName{"bilal"}, home}, "t");
        const auto error = errorOf([&] { accounts().resolve(std::nullopt); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(std::string(error.what()).find("amina, bilal") != std::string::npos);
        CPPUNIT_ASSERT(error.nextStep().find("--account") != std::string::npos);
        CPPUNIT_ASSERT(errorOf([&] { accounts().resolve(durus::model::AccountName{"nobody"}); }).code() ==
                       ErrorCode::NotFound);
    }

    void clockOffsetIsKept() {
        addAmina();
        CPPUNIT_ASSERT(!accounts().clockOffset(home));
        accounts().setClockOffset(home, Milliseconds{-90'000});
        reopen();
        CPPUNIT_ASSERT(accounts().clockOffset(home) == Milliseconds{-90'000});
        CPPUNIT_ASSERT(!accounts().clockOffset(durus::model::BackendName{"nowhere"}));
        record(Kind::Favorite, "x", "k", amina);
        auto db = raw();
        auto row = db.prepare("SELECT offset_ms, boot_id, wall_ms FROM intent");
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{-90'000}, row.integer(0));
        CPPUNIT_ASSERT_EQUAL(std::string("boot-1"), row.text(1));
        CPPUNIT_ASSERT(row.wall(2) == clock_.wall());
    }

    void bootsAreRememberedWhileTheyAreNeeded() {
        using Boots = std::vector<durus::sync::BootTime>;
        const durus::WallTime then{Milliseconds{1'790'000'000'000}};
        addAmina();
        record(Kind::Favorite, "x", "k", amina);
        accounts().rememberBoot(home, {"boot-1", then});
        accounts().rememberBoot(home, {"boot-1", then + Milliseconds{900}});
        accounts().rememberBoot(home, {"boot-2", then});
        reopen();
        CPPUNIT_ASSERT(
            (accounts().bootTimes(home) == Boots{{"boot-1", then + Milliseconds{900}}, {"boot-2", then}}));
        accounts().rememberBoot(home, {"boot-3", then});
        // Nothing was recorded in boot-2.
        CPPUNIT_ASSERT(
            (accounts().bootTimes(home) == Boots{{"boot-1", then + Milliseconds{900}}, {"boot-3", then}}));
        CPPUNIT_ASSERT(accounts().bootTimes(durus::model::BackendName{"nowhere"}).empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AccountsTest);
