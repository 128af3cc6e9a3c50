// SPDX-License-Identifier: Apache-2.0
#include "reference/ByteRange.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using durus::reference::ByteRange;
using durus::reference::parseByteRange;

class ByteRangeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ByteRangeTest);
    CPPUNIT_TEST(partsAreTaken);
    CPPUNIT_TEST(endsAreClamped);
    CPPUNIT_TEST(whatLiesOutsideIsUnsatisfiable);
    CPPUNIT_TEST(whatIsNotWellFormedIsIgnored);
    CPPUNIT_TEST_SUITE_END();

public:
    void partsAreTaken() {
        expectPart("bytes=0-", 0, 1000);
        expectPart("bytes=0-0", 0, 1);
        expectPart("bytes=10-19", 10, 10);
        expectPart("bytes=999-", 999, 1);
        expectPart("bytes=-100", 900, 100);
    }

    void endsAreClamped() {
        expectPart("bytes=990-5000", 990, 10);
        expectPart("bytes=-5000", 0, 1000);
        expectPart("bytes=0-99999999999999999999999", 0, 1000);
    }

    void whatLiesOutsideIsUnsatisfiable() {
        for (const char* header :
             {"bytes=1000-", "bytes=1000-1001", "bytes=99999999999999999999999-", "bytes=-0"})
            CPPUNIT_ASSERT_MESSAGE(header,
                                   parseByteRange(header, 1000).kind == ByteRange::Kind::Unsatisfiable);
        CPPUNIT_ASSERT(parseByteRange("bytes=0-", 0).kind == ByteRange::Kind::Unsatisfiable);
    }

    void whatIsNotWellFormedIsIgnored() {
        for (const char* header :
             {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=1-2,4-5", "bytes=1-2-3",
              "items=0-1", "bytes= 1-2", "bytes=-1-", "bytes=+1-2"})
            CPPUNIT_ASSERT_MESSAGE(header, parseByteRange(header, 1000).kind == ByteRange::Kind::Whole);
    }

private:
    static void expectPart(const char* header, std::uint64_t offset, std::uint64_t length) {
        const ByteRange range = parseByteRange(header, 1000);
        CPPUNIT_ASSERT_MESSAGE(header, range.kind == ByteRange::Kind::Part);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(header, offset, range.offset);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(header, length, range.length);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ByteRangeTest);
