// SPDX-License-Identifier: Apache-2.0
#include "api/PreparedText.h"

#include <Poco/InflatingStream.h>
#include <Poco/StreamCopier.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <sstream>

using namespace durus::mediaserver;
using std::string;

class PreparedTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PreparedTextTest);
    CPPUNIT_TEST(theTagComesFromTheContent);
    CPPUNIT_TEST(theGzipFormHoldsTheSameText);
    CPPUNIT_TEST(smallTextsAreNotCompressed);
    CPPUNIT_TEST_SUITE_END();

    static http::Blob prepare(const string& text) {
        return api::prepareText(std::make_shared<const string>(text), "text/plain", "no-cache");
    }

    void theTagComesFromTheContent() {
        // The first 128 bits of the SHA-256 of "abc": stable across runs and machines.
        CPPUNIT_ASSERT_EQUAL(string("\"ba7816bf8f01cfea414140de5dae2223\""), prepare("abc").etag);
        CPPUNIT_ASSERT(prepare("abc").etag != prepare("abd").etag);
    }

    void theGzipFormHoldsTheSameText() {
        string text;
        for (int i = 0; i < 500; ++i)
            text += "line " + std::to_string(i) + "\n";
        const http::Blob blob = prepare(text);
        CPPUNIT_ASSERT(blob.gzip);
        CPPUNIT_ASSERT(blob.gzip->size() < text.size() / 2);
        CPPUNIT_ASSERT(blob.gzipEtag != blob.etag);
        std::istringstream compressed(*blob.gzip);
        Poco::InflatingInputStream inflating(compressed, Poco::InflatingStreamBuf::STREAM_GZIP);
        string back;
        Poco::StreamCopier::copyToString(inflating, back);
        CPPUNIT_ASSERT_EQUAL(text, back);
    }

    void smallTextsAreNotCompressed() {
        CPPUNIT_ASSERT(!prepare("").gzip);
        CPPUNIT_ASSERT(!prepare(string(511, 'a')).gzip);
        CPPUNIT_ASSERT(prepare(string(512, 'a')).gzip);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PreparedTextTest);
