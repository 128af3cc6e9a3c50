// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus::test;
using namespace durus::reference;

class MediaApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MediaApiTest);
    CPPUNIT_TEST(theWholeFile);
    CPPUNIT_TEST(ranges);
    CPPUNIT_TEST(aRangeOutsideIsRefused);
    CPPUNIT_TEST(severalRangesGiveTheWhole);
    CPPUNIT_TEST(headGivesWhatGetWould);
    CPPUNIT_TEST(whatIsCachedIsNotSentAgain);
    CPPUNIT_TEST(aRangeOfOtherBytesGivesTheWhole);
    CPPUNIT_TEST(unknownFilesAreNotFound);
    CPPUNIT_TEST(aChangedFileIsNotServed);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        directory_ = std::make_unique<TempDir>();
        content_.clear();
        for (int i = 0; i < 300'000; ++i)
            content_ += static_cast<char>(i * 31 % 251);
        std::ofstream(file(), std::ios::binary) << content_;
        under_ = std::make_unique<BackendUnderTest>(catalogue());
        client_ = std::make_unique<HttpsClient>(under_->client());
    }

    void theWholeFile() {
        const Reply reply = client_->get(kPath);
        CPPUNIT_ASSERT_EQUAL(200, reply.status);
        CPPUNIT_ASSERT(reply.body == content_);
        CPPUNIT_ASSERT_EQUAL(std::string("audio/mpeg"), reply.header("content-type"));
        CPPUNIT_ASSERT_EQUAL(std::string("bytes"), reply.header("accept-ranges"));
        CPPUNIT_ASSERT_EQUAL(std::string("300000"), reply.header("content-length"));
        CPPUNIT_ASSERT_EQUAL('"' + std::string(32, 'a') + '"', reply.header("etag"));
    }

    void ranges() {
        expectRange("bytes=0-", 0, 300'000);
        expectRange("bytes=0-1", 0, 2);
        expectRange("bytes=100000-199999", 100'000, 100'000);
        expectRange("bytes=-7", 299'993, 7);
        expectRange("bytes=299999-999999", 299'999, 1);
    }

    void aRangeOutsideIsRefused() {
        const Reply reply = client_->get(kPath, {{"Range", "bytes=300000-"}});
        CPPUNIT_ASSERT_EQUAL(416, reply.status);
        CPPUNIT_ASSERT_EQUAL(std::string("bytes */300000"), reply.header("content-range"));
        CPPUNIT_ASSERT(reply.body.empty());
    }

    void severalRangesGiveTheWhole() {
        CPPUNIT_ASSERT_EQUAL(200, client_->get(kPath, {{"Range", "bytes=0-1,5-6"}}).status);
        CPPUNIT_ASSERT_EQUAL(200, client_->get(kPath, {{"Range", "lines=0-1"}}).status);
    }

    void headGivesWhatGetWould() {
        const Reply head = client_->send("HEAD", kPath);
        CPPUNIT_ASSERT_EQUAL(200, head.status);
        CPPUNIT_ASSERT_EQUAL(std::string("300000"), head.header("content-length"));
        CPPUNIT_ASSERT(head.body.empty());
        const Reply part = client_->send("HEAD", kPath, {}, {{"Range", "bytes=5-9"}});
        CPPUNIT_ASSERT_EQUAL(206, part.status);
        CPPUNIT_ASSERT_EQUAL(std::string("5"), part.header("content-length"));
        CPPUNIT_ASSERT_EQUAL(200, client_->get("/topics").status);
    }

    void whatIsCachedIsNotSentAgain() {
        const std::string etag = client_->send("HEAD", kPath).header("etag");
        for (const std::string& header : {etag, "\"other\", " + etag, "W/" + etag, std::string("*")}) {
            const Reply reply = client_->get(kPath, {{"If-None-Match", header}});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(header, 304, reply.status);
            CPPUNIT_ASSERT(reply.body.empty());
            CPPUNIT_ASSERT_EQUAL(etag, reply.header("etag"));
        }
        CPPUNIT_ASSERT_EQUAL(200, client_->get(kPath, {{"If-None-Match", "\"other\""}}).status);
    }

    void aRangeOfOtherBytesGivesTheWhole() {
        const std::string etag = client_->send("HEAD", kPath).header("etag");
        const auto status = [&](const std::string& condition) {
            return client_->get(kPath, {{"Range", "bytes=0-1"}, {"If-Range", condition}}).status;
        };
        CPPUNIT_ASSERT_EQUAL(206, status(etag));
        CPPUNIT_ASSERT_EQUAL(200, status("\"other\""));
        CPPUNIT_ASSERT_EQUAL(200, status("W/" + etag));
        CPPUNIT_ASSERT_EQUAL(200, status("Sun, 22 Nov 2026 11:00:00 GMT"));
    }

    void unknownFilesAreNotFound() {
        for (const char* path : {"/media/asset.ogg", "/media/asset", "/media/none.mp3", "/media/",
                                 "/media/.mp3", "/media/..%2Fbackend.sqlite", "/media/asset.mp3.mp3"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 404, client_->get(path).status);
    }

    void aChangedFileIsNotServed() {
        std::ofstream(file(), std::ios::app) << "more";
        CPPUNIT_ASSERT_EQUAL(500, client_->get(kPath).status);
        std::filesystem::remove(file());
        CPPUNIT_ASSERT_EQUAL(500, client_->get(kPath).status);
    }

private:
    static constexpr const char* kPath = "/media/asset.mp3";

    std::filesystem::path file() const { return directory_->path() / "talk.mp3"; }

    Catalogue catalogue() const {
        const Asset asset{.id = "asset",
                          .format = "mp3",
                          .mediaType = "audio/mpeg",
                          .sizeBytes = content_.size(),
                          .sha256 = std::string(64, 'a'),
                          .file = file()};
        return {{{.id = "s", .slug = "s", .name = "S"}},
                {},
                {{.id = singleId(1),
                  .slug = "talk",
                  .title = "Talk",
                  .scholarId = "s",
                  .publishedAt = {},
                  .asset = asset}}};
    }

    void expectRange(const std::string& range, std::size_t offset, std::size_t length) {
        const Reply reply = client_->get(kPath, {{"Range", range}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(range, 206, reply.status);
        CPPUNIT_ASSERT_MESSAGE(range, reply.body == content_.substr(offset, length));
        CPPUNIT_ASSERT_EQUAL("bytes " + std::to_string(offset) + '-' + std::to_string(offset + length - 1) +
                                 "/300000",
                             reply.header("content-range"));
    }

    std::unique_ptr<TempDir> directory_;
    std::string content_;
    std::unique_ptr<BackendUnderTest> under_;
    std::unique_ptr<HttpsClient> client_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(MediaApiTest);
