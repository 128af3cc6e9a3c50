// SPDX-License-Identifier: Apache-2.0
#include "reference/Postgres.h"

#include "support/PostgresServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <limits>

using namespace durus;
using namespace durus::reference::postgres;

class PostgresTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresTest);
    CPPUNIT_TEST(valuesComeBackAsTheyWere);
    CPPUNIT_TEST(columnsComeBackAsTheyWere);
    CPPUNIT_TEST(anEmptyColumnHasNoRows);
    CPPUNIT_TEST(whatIsRefusedLeavesTheConnectionOfUse);
    CPPUNIT_TEST_SUITE_END();

public:
    void valuesComeBackAsTheyWere() {
        const Rows rows =
            connection_.run("SELECT $1::text, $2::text, $3::bigint, $4::bigint, $5::boolean, $6::bigint",
                            {parameter("a literal"), parameter(kAwkward), parameter(kLeast),
                             parameter(std::optional<std::int64_t>(7)), parameter(false), std::nullopt});
        CPPUNIT_ASSERT_EQUAL(1, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::string("a literal"), rows.text(0, 0));
        CPPUNIT_ASSERT_EQUAL(kAwkward, rows.text(0, 1));
        CPPUNIT_ASSERT_EQUAL(kLeast, rows.integer(0, 2));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, rows.optionalInteger(0, 3).value());
        CPPUNIT_ASSERT(!rows.boolean(0, 4));
        CPPUNIT_ASSERT(!rows.optionalInteger(0, 5));
    }

    void columnsComeBackAsTheyWere() {
        Column texts(4);
        Column numbers(4);
        Column flags(4);
        for (const std::string& text : {std::string("NULL"), std::string(), kAwkward, std::string("{}")}) {
            texts.add(text);
            numbers.add(kLeast);
            flags.add(text.empty());
        }
        const Rows rows = connection_.run("SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[])",
                                          {texts.take(), numbers.take(), flags.take()});
        CPPUNIT_ASSERT_EQUAL(4, rows.size());
        CPPUNIT_ASSERT_EQUAL(std::string("NULL"), rows.text(0, 0));
        CPPUNIT_ASSERT_EQUAL(kAwkward, rows.text(2, 0));
        CPPUNIT_ASSERT_EQUAL(kLeast, rows.integer(3, 1));
        CPPUNIT_ASSERT(!rows.boolean(0, 2) && rows.boolean(1, 2));
    }

    void anEmptyColumnHasNoRows() {
        CPPUNIT_ASSERT_EQUAL(0,
                             connection_.run("SELECT * FROM unnest($1::text[])", {Column(0).take()}).size());
    }

    void whatIsRefusedLeavesTheConnectionOfUse() {
        connection_.run("BEGIN");
        for (int i = 0; i < 2; ++i) {
            try {
                connection_.run("SELECT 1 / $1::bigint", {parameter(std::int64_t{0})});
                CPPUNIT_FAIL("divided by zero");
            } catch (const Error& error) {
                CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFailure);
            }
            CPPUNIT_ASSERT(connection_.reset());
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, connection_.run("SELECT 5").integer(0, 0));
    }

private:
    const std::string kAwkward = "\"quoted\", {braced}, \\ back\nnext قال";
    static constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

    Connection connection_{test::PostgresServer::shared().freshDatabase()};
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresTest);
