// SPDX-License-Identifier: Apache-2.0
#include "reference/Options.h"

#include <durus/core/Error.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <vector>

using namespace durus;
using namespace durus::reference;

class OptionsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OptionsTest);
    CPPUNIT_TEST(everythingIsRead);
    CPPUNIT_TEST(valuesMayFollowAnEqualsSign);
    CPPUNIT_TEST(aListenerMayHaveTwoTokens);
    CPPUNIT_TEST(faultsAreNamed);
    CPPUNIT_TEST(quirksAreChosen);
    CPPUNIT_TEST(aTokenIsNeverRepeated);
    CPPUNIT_TEST_SUITE_END();

public:
    void everythingIsRead() {
        const Options options =
            parse({"--listen", "127.0.0.1:0", "--database", "d", "--library", "l", "--token", "a=t",
                   "--token", "b=u=v", "--tls-cert", "c", "--tls-key", "k"});
        CPPUNIT_ASSERT_EQUAL(std::string("127.0.0.1:0"), options.backend.listen);
        CPPUNIT_ASSERT_EQUAL(std::string("d"), options.backend.database);
        CPPUNIT_ASSERT_EQUAL(std::string("l"), options.library->string());
        CPPUNIT_ASSERT_EQUAL(std::string("u=v"), options.backend.tokens.at(1).token);
        CPPUNIT_ASSERT_EQUAL(std::string("k"), options.backend.tls->key.string());
    }

    void valuesMayFollowAnEqualsSign() {
        const Options options = parse({"--listen=[::1]:0", "--database=a=b", "--token=a=t"});
        CPPUNIT_ASSERT_EQUAL(std::string("[::1]:0"), options.backend.listen);
        CPPUNIT_ASSERT_EQUAL(std::string("a=b"), options.backend.database);
        CPPUNIT_ASSERT_EQUAL(std::string("t"), options.backend.tokens.at(0).token);
    }

    void aListenerMayHaveTwoTokens() {
        CPPUNIT_ASSERT_EQUAL(
            std::size_t{2},
            parse({"--listen=a:0", "--database=d", "--token=a=1", "--token=a=2"}).backend.tokens.size());
    }

    void faultsAreNamed() {
        expectFault({}, "--listen");
        expectFault({"--listen=a:0"}, "--database");
        expectFault({"--listen=8443", "--database=d"}, "8443");
        expectFault({"--listen=a:0", "--database"}, "--database");
        expectFault({"--listen=a:0", "--database=d", "--quirk"}, "--quirk");
        expectFault({"--listen=a:0", "--database=d", "--quirks=deadlock,none"}, "\"none\"");
        expectFault({"--listen=a:0", "--database=d", "extra"}, "extra");
        expectFault({"--listen=a:0", "--database=d", "--tls-cert=c"}, "--tls-key");
        expectFault({"--listen=a:0", "--database=d", "--token=a"}, "NAME=TOKEN");
        expectFault({"--listen=a:0", "--database=d", "--token==t"}, "NAME=TOKEN");
        expectFault({"--listen=a:0", "--database=d", "--token=a=t", "--token=b=t"}, "same token");
    }

    void quirksAreChosen() {
        const auto quirks = [](const char* argument) {
            return parse({"--listen=a:0", "--database=d", argument}).backend.quirks;
        };
        CPPUNIT_ASSERT(quirks("--quirks=deadlock,pool").has(Quirk::PoolOfTen));
        CPPUNIT_ASSERT(!quirks("--quirks=deadlock,pool").has(Quirk::LimitsRates));
        for (const QuirkInfo& info : allQuirks()) {
            CPPUNIT_ASSERT_MESSAGE(info.name, quirks("--quirks").has(info.quirk));
            CPPUNIT_ASSERT_MESSAGE(info.name, std::string(kUsage).find(info.name) != std::string::npos);
        }
    }

    void aTokenIsNeverRepeated() {
        try {
            parse({"--listen=a:0", "--database=d", "--token=a=secret", "--token=b=secret"});
            CPPUNIT_FAIL("two listeners got one token");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(std::string(error.what()).find("secret") == std::string::npos);
        }
    }

private:
    static Options parse(const std::vector<const char*>& arguments) { return parseOptions(arguments); }

    static void expectFault(const std::vector<const char*>& arguments, const std::string& named) {
        try {
            parse(arguments);
            CPPUNIT_FAIL("accepted without " + named);
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::InvalidInput);
            CPPUNIT_ASSERT_MESSAGE(error.what(), std::string(error.what()).find(named) != std::string::npos);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OptionsTest);
