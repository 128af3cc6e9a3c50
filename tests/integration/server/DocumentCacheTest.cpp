// SPDX-License-Identifier: Apache-2.0
#include "app/DocumentCache.h"

#include "Curl.h"
#include "http/Server.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class DocumentCacheTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DocumentCacheTest);
    CPPUNIT_TEST(makesADocumentOnce);
    CPPUNIT_TEST(makesItAnewWhenTheLibraryChanges);
    CPPUNIT_TEST(asksForTheRevisionOnlyNowAndThen);
    CPPUNIT_TEST(tellsHostsAndLanguagesApart);
    CPPUNIT_TEST(keepsHeadersAndNotErrors);
    CPPUNIT_TEST(letsGoOfWhatIsTooMuch);
    CPPUNIT_TEST(anExceptionBecomesAnAnswer);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock;
    NullLog log;
    std::atomic<std::uint64_t> revision{1};
    std::atomic<int> revisionsAsked{0};
    std::atomic<int> made{0};
    DocumentCache cache{clock,
                        log,
                        [this] {
                            ++revisionsAsked;
                            return revision.load();
                        },
                        {.bytes = 4096, .trust = Milliseconds(500)}};
    std::unique_ptr<http::WorkerPool> pool;
    std::unique_ptr<http::Server> server;

public:
    void setUp() override {
        pool = std::make_unique<http::WorkerPool>();
        http::Router router;
        router.get("/doc/:name", cache.serve(
                                     *pool, [this](const auto& request) { return make(request); },
                                     [](const auto&) {
                                         return http::Response::error(http::Status::InternalServerError,
                                                                      "sorry");
                                     }));
        server = std::make_unique<http::Server>(http::ServerOptions{}, std::move(router));
        server->start();
    }

    void tearDown() override {
        server.reset();
        pool.reset();
    }

private:
    http::Response make(const http::Request& request) {
        ++made;
        if (request.parameter("name") == "broken") throw std::runtime_error("broken");
        if (request.parameter("name") == "missing") return http::Response::error(http::Status::NotFound);
        const std::size_t size = request.parameter("name") == "large" ? 3000 : 100;
        http::Response response = http::Response::text(http::Status::Ok, "text/x-test",
                                                       std::to_string(revision) + string(size, 'x'));
        response.headers.add("X-Mine", "yes");
        return response;
    }

    test::CurlReply get(const string& name, const std::vector<string>& arguments = {}) {
        return test::curl("http://" + server->address() + "/doc/" + name, arguments);
    }

    void makesADocumentOnce() {
        const test::CurlReply first = get("a");
        const test::CurlReply second = get("a");
        CPPUNIT_ASSERT_EQUAL(200, second.status);
        CPPUNIT_ASSERT_EQUAL(1, made.load());
        CPPUNIT_ASSERT_EQUAL(first.body, second.body);
        CPPUNIT_ASSERT_EQUAL(first.field("etag"), second.field("etag"));
        CPPUNIT_ASSERT_EQUAL(304, get("a", {"-H", "If-None-Match: " + first.field("etag")}).status);
        get("a?x=1");
        CPPUNIT_ASSERT_EQUAL(2, made.load());
    }

    void makesItAnewWhenTheLibraryChanges() {
        get("a");
        revision = 2;
        CPPUNIT_ASSERT(get("a").body.starts_with("1"));
        clock.advance(Milliseconds(501));
        CPPUNIT_ASSERT(get("a").body.starts_with("2"));
        CPPUNIT_ASSERT_EQUAL(2, made.load());
    }

    void asksForTheRevisionOnlyNowAndThen() {
        for (int i = 0; i < 5; ++i)
            get("a");
        CPPUNIT_ASSERT_EQUAL(1, revisionsAsked.load());
        clock.advance(Milliseconds(501));
        get("a");
        CPPUNIT_ASSERT_EQUAL(2, revisionsAsked.load());
        CPPUNIT_ASSERT_EQUAL(1, made.load());
    }

    void tellsHostsAndLanguagesApart() {
        get("a");
        get("a", {"-H", "Host: other"});
        get("a", {"-H", "Accept-Language: ar"});
        CPPUNIT_ASSERT_EQUAL(3, made.load());
    }

    void keepsHeadersAndNotErrors() {
        get("a");
        const test::CurlReply kept = get("a");
        CPPUNIT_ASSERT_EQUAL(string("yes"), kept.field("x-mine"));
        CPPUNIT_ASSERT_EQUAL(string("text/x-test"), kept.field("content-type"));
        made = 0;
        CPPUNIT_ASSERT_EQUAL(404, get("missing").status);
        CPPUNIT_ASSERT_EQUAL(404, get("missing").status);
        CPPUNIT_ASSERT_EQUAL(2, made.load());
    }

    void letsGoOfWhatIsTooMuch() {
        get("large");
        get("large?2");
        CPPUNIT_ASSERT_EQUAL(2, made.load());
        get("large?2");
        CPPUNIT_ASSERT_EQUAL(2, made.load());
        get("large");
        CPPUNIT_ASSERT_EQUAL(3, made.load());
    }

    void anExceptionBecomesAnAnswer() {
        const test::CurlReply reply = get("broken");
        CPPUNIT_ASSERT_EQUAL(500, reply.status);
        CPPUNIT_ASSERT_EQUAL(string("sorry"), reply.body.substr(0, 5));
        CPPUNIT_ASSERT_EQUAL(200, get("a").status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DocumentCacheTest);
