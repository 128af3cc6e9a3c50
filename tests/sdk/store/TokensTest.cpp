// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/sqlite/Connection.h>

#include <fstream>
#include <iterator>

class TokensTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(TokensTest);
    CPPUNIT_TEST(tokenIsSealed);
    CPPUNIT_TEST(tokenIsReplaced);
    CPPUNIT_TEST(wrongKeyIsTold);
    CPPUNIT_TEST(missingKeyIsTold);
    CPPUNIT_TEST(shortKeyIsTold);
    CPPUNIT_TEST(tokenIsNoOtherAccounts);
    CPPUNIT_TEST(changedTokenIsTold);
    CPPUNIT_TEST_SUITE_END();

    durus::sqlite::Connection raw() { return {data() / "durus.db", durus::sqlite::Access::ReadWrite}; }
    static std::string contentOf(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    void tokenIsSealed() {
        addBackend();
        const std::string secret = "a very secret token\xFF\x01 of some length";
        accounts().addAccount({amina, home}, secret);
        CPPUNIT_ASSERT_EQUAL(secret, accounts().token(amina));
        for (const auto& entry : std::filesystem::directory_iterator(data()))
            CPPUNIT_ASSERT(contentOf(entry.path()).find("very secret") == std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::size_t{32}, contentOf(data() / "key").size());
        accounts().addAccount({durus::model::AccountName{"bilal"}, home}, secret);
        auto db = raw();
        auto row = db.prepare("SELECT count(DISTINCT token) FROM account WHERE token IS NOT NULL");
        CPPUNIT_ASSERT(row.step());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, row.integer(0));
    }

    void tokenIsReplaced() {
        addAmina();
        accounts().replaceToken(amina, "newer");
        CPPUNIT_ASSERT_EQUAL(std::string("newer"), accounts().token(amina));
        CPPUNIT_ASSERT(errorOf([&] { accounts().replaceToken(amina, ""); }).code() ==
                       ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOf([&] { accounts().replaceToken(local, "t"); }).code() ==
                       ErrorCode::InvalidInput);
        CPPUNIT_ASSERT(errorOf([&] {
                           accounts().replaceToken(durus::model::AccountName{"nobody"}, "t");
                       }).code() == ErrorCode::NotFound);
    }

    void expectUnreadable() {
        const auto error = errorOf([&] { accounts().token(amina); });
        CPPUNIT_ASSERT(error.code() == ErrorCode::Corrupt);
        CPPUNIT_ASSERT(std::string(error.what()).find("amina") != std::string::npos);
        CPPUNIT_ASSERT(!error.nextStep().empty());
    }

    void wrongKeyIsTold() {
        addAmina();
        std::ofstream(data() / "key", std::ios::binary) << std::string(32, 'k');
        expectUnreadable();
    }

    void missingKeyIsTold() {
        addAmina();
        std::filesystem::remove(data() / "key");
        expectUnreadable();
        CPPUNIT_ASSERT(!std::filesystem::exists(data() / "key"));
        accounts().replaceToken(amina, "entered again");
        CPPUNIT_ASSERT_EQUAL(std::string("entered again"), accounts().token(amina));
    }

    void shortKeyIsTold() {
        addAmina();
        for (const std::size_t size : {0, 31, 33}) {
            std::ofstream(data() / "key", std::ios::binary) << std::string(size, 'k');
            const auto error = errorOf([&] { accounts().token(amina); });
            CPPUNIT_ASSERT(error.code() == ErrorCode::Corrupt);
            CPPUNIT_ASSERT_THROW(accounts().replaceToken(amina, "t"), durus::Error);
        }
    }

    void tokenIsNoOtherAccounts() {
        addAmina();
        accounts().addAccount({durus::model::AccountName{"bilal"}, home}, "his token");
        raw().run("UPDATE account SET token = (SELECT token FROM account WHERE name = 'bilal') "
                  "WHERE name = 'amina'");
        expectUnreadable();
    }

    void changedTokenIsTold() {
        addAmina();
        const std::vector<std::string> changes{"token || x'00'", "substr(token, 1, length(token) - 1)",
                                               "x'01'", "x''", "x'02' || substr(token, 2)"};
        for (const std::string& change : changes) {
            accounts().replaceToken(amina, "her token");
            raw().run("UPDATE account SET token = CAST(" + change + " AS BLOB) WHERE name = 'amina'");
            CPPUNIT_ASSERT_THROW_MESSAGE(change, accounts().token(amina), durus::Error);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TokensTest);
