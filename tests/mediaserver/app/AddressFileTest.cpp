// SPDX-License-Identifier: Apache-2.0
#include "app/AddressFile.h"

#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <optional>
#include <system_error>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class AddressFileTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AddressFileTest);
    CPPUNIT_TEST(isThereAsLongAsTheServer);
    CPPUNIT_TEST(leavesAnothersAlone);
    CPPUNIT_TEST(leavesNothingElseBehind);
    CPPUNIT_TEST(saysWhereItCannotWrite);
    CPPUNIT_TEST(aWildcardBecomesLoopback);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory;

    string content() const {
        std::ifstream file(directory / "mediaserver.address");
        string text;
        std::getline(file, text);
        return text;
    }

    void isThereAsLongAsTheServer() {
        {
            const AddressFile file(directory.path(), "http://127.0.0.1:1");
            CPPUNIT_ASSERT_EQUAL(string("http://127.0.0.1:1"), content());
        }
        CPPUNIT_ASSERT(!std::filesystem::exists(directory / "mediaserver.address"));
    }

    void leavesAnothersAlone() {
        std::optional<AddressFile> first(std::in_place, directory.path(), "http://127.0.0.1:1");
        const AddressFile second(directory.path(), "http://127.0.0.1:2");
        first.reset();
        CPPUNIT_ASSERT_EQUAL(string("http://127.0.0.1:2"), content());
    }

    void leavesNothingElseBehind() {
        const AddressFile file(directory.path(), "http://127.0.0.1:1");
        const auto entries = std::filesystem::directory_iterator(directory.path());
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::distance(begin(entries), end(entries)));
    }

    void saysWhereItCannotWrite() {
        CPPUNIT_ASSERT_THROW(AddressFile(directory / "missing", "http://127.0.0.1:1"), std::system_error);
    }

    void aWildcardBecomesLoopback() {
        CPPUNIT_ASSERT_EQUAL(string("http://127.0.0.1:8080"), localUrl("0.0.0.0:8080"));
        CPPUNIT_ASSERT_EQUAL(string("http://[::1]:8080"), localUrl("[::]:8080"));
        CPPUNIT_ASSERT_EQUAL(string("http://192.168.1.5:80"), localUrl("192.168.1.5:80"));
        CPPUNIT_ASSERT_EQUAL(string("http://[fe80::1]:80"), localUrl("[fe80::1]:80"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AddressFileTest);
