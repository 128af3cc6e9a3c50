// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using std::string;

class ArchiveTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ArchiveTest);
    CPPUNIT_TEST(aDownloadGoesOnWhereItBrokeOff);
    CPPUNIT_TEST(whatIsNotHereIsNotFound);
    CPPUNIT_TEST_SUITE_END();

    test::RunningServer server;

    void aDownloadGoesOnWhereItBrokeOff() {
        const auto item =
            server.library().store().library().bySlug(model::Slug{server.slug()}, model::kLocalAccount);
        const string path = "/download/series/" + item->parentSlug.str() + ".zip";
        const test::CurlReply whole = server.get(path);
        CPPUNIT_ASSERT_EQUAL(200, whole.status);
        CPPUNIT_ASSERT_EQUAL(std::to_string(whole.body.size()), whole.field("content-length"));
        CPPUNIT_ASSERT(whole.body.find(server.audioBytes()) != string::npos);
        const string etag = whole.field("etag");
        const test::CurlReply head = server.get(path, {"-r", "0-9999"});
        const test::CurlReply rest = server.get(path, {"-r", "10000-", "-H", "If-Range: " + etag});
        CPPUNIT_ASSERT_EQUAL(206, rest.status);
        CPPUNIT_ASSERT(head.body + rest.body == whole.body);
        CPPUNIT_ASSERT_EQUAL(200, server.get(path, {"-r", "10000-", "-H", "If-Range: \"old\""}).status);
        CPPUNIT_ASSERT_EQUAL(304, server.get(path, {"-H", "If-None-Match: " + etag}).status);
    }

    void whatIsNotHereIsNotFound() {
        for (const char* file : {"nothing.zip", "explained-text.zip", "explained-text", "far-away.zip"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(file, 404, server.get(string("/download/series/") + file).status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ArchiveTest);
