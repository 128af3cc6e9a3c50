// SPDX-License-Identifier: Apache-2.0
#include "archive/Checksums.h"

#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus::mediaserver;

class ChecksumsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ChecksumsTest);
    CPPUNIT_TEST(isTheCrc32OfZip);
    CPPUNIT_TEST(isKeptAcrossRestarts);
    CPPUNIT_TEST(aCutFileIsNotBelieved);
    CPPUNIT_TEST_SUITE_END();

    durus::test::TempDir directory;

    std::shared_ptr<const http::OpenFile> file(const std::string& content) {
        std::ofstream(directory / "a") << content;
        return http::OpenFile::open((directory / "a").string());
    }

    // The check value of CRC-32/ISO-HDLC.
    void isTheCrc32OfZip() {
        archive::Checksums checksums(directory.path());
        CPPUNIT_ASSERT_EQUAL(0xcbf43926U, *checksums.of("one", *file("123456789")));
    }

    void isKeptAcrossRestarts() {
        archive::Checksums(directory.path()).of("one", *file("123456789"));
        CPPUNIT_ASSERT_EQUAL(0xcbf43926U, *archive::Checksums(directory.path()).of("one", *file("other")));
    }

    void aCutFileIsNotBelieved() {
        std::filesystem::create_directories(directory / "checksums");
        std::ofstream(directory / "checksums/one.crc32") << "34";
        CPPUNIT_ASSERT_EQUAL(0xcbf43926U,
                             *archive::Checksums(directory.path()).of("one", *file("123456789")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ChecksumsTest);
