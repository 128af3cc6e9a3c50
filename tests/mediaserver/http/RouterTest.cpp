// SPDX-License-Identifier: Apache-2.0
#include "http/Router.h"

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>
#include <string>
#include <vector>

using namespace durus::mediaserver::http;

namespace {

void nothing(const Request&, Responder) {}

RouteOptions tagged(std::size_t tag) {
    return {.bodyBytes = tag};
}

struct Outcome {
    /// The tag of the route, or 0.
    std::size_t tag = 0;
    unsigned status = 0;
    std::string allow;
    Headers headers;
    Request request;
};

Outcome decide(const Router& router, Method method, const std::string& path) {
    Outcome outcome;
    outcome.request.method = method;
    outcome.request.path = path;
    const Router::Decision decision = router.decide(outcome.request);
    if (decision.route != nullptr) outcome.tag = decision.route->options.bodyBytes.value_or(0);
    if (decision.refusal) {
        outcome.status = statusCode(decision.refusal->status);
        outcome.allow = decision.refusal->headers.get("Allow").value_or("");
        outcome.headers = decision.refusal->headers;
    }
    return outcome;
}

Router makeRouter() {
    Router router;
    router.get("/", nothing, tagged(1));
    router.get("/api/listings/:slug", nothing, tagged(2));
    router.get("/api/listings/recent", nothing, tagged(3));
    router.get("/api/listings/:slug/contents", nothing, tagged(4));
    router.post("/api/progress", nothing, tagged(5));
    router.put("/api/progress", nothing, tagged(6));
    router.get("/static/*path", nothing, tagged(7));
    router.get("/api/:any/contents", nothing, tagged(8));
    router.get("/open", nothing, {.bodyBytes = 9, .crossOrigin = true});
    return router;
}

} // namespace

class RouterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RouterTest);
    CPPUNIT_TEST(findsRoutes);
    CPPUNIT_TEST(findsNothing);
    CPPUNIT_TEST(namesWhatMatched);
    CPPUNIT_TEST(answersHeadByGet);
    CPPUNIT_TEST(refusesOtherMethods);
    CPPUNIT_TEST(answersOptions);
    CPPUNIT_TEST(checksTheHostFirst);
    CPPUNIT_TEST(refusesBadPatterns);
    CPPUNIT_TEST_SUITE_END();

public:
    void findsRoutes() {
        const Router router = makeRouter();
        const std::vector<std::pair<std::string, std::size_t>> cases{
            {"/", 1},
            {"/api/listings/a", 2},
            {"/api/listings/recent", 3},
            {"/api/listings/a/contents", 4},
            // The literal fits first, but leads nowhere; the name is tried then.
            {"/api/listings/recent/contents", 4},
            {"/api/topics/contents", 8},
            {"/static/a", 7},
            {"/static/a/b.js", 7},
        };
        for (const auto& [path, tag] : cases)
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, tag, get(router, path).tag);
    }

    void findsNothing() {
        const Router router = makeRouter();
        for (const std::string path :
             {"/api", "/api/", "/api/listings", "/api/listings/", "//api/listings/a", "/api//listings/a",
              "/api/listings/a/", "/API/listings/a", "/static", "/static/", "/x", "/open/"}) {
            const Outcome outcome = get(router, path);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, std::size_t(0), outcome.tag);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 0U, outcome.status);
        }
    }

    void namesWhatMatched() {
        const Router router = makeRouter();
        CPPUNIT_ASSERT(get(router, "/api/listings/a b/contents").request.parameter("slug") == "a b");
        CPPUNIT_ASSERT(get(router, "/static/a/b").request.parameter("path") == "a/b");
        // What a dead end had named is forgotten.
        const Outcome other = get(router, "/api/topics/contents");
        CPPUNIT_ASSERT(other.request.parameter("any") == "topics");
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), other.request.parameters.size());
        CPPUNIT_ASSERT(other.request.parameter("slug").empty());
    }

    void answersHeadByGet() {
        const Router router = makeRouter();
        CPPUNIT_ASSERT_EQUAL(std::size_t(3), decide(router, Method::Head, "/api/listings/recent").tag);
        CPPUNIT_ASSERT_EQUAL(405U, decide(router, Method::Head, "/api/progress").status);
    }

    void refusesOtherMethods() {
        const Router router = makeRouter();
        for (const Method method :
             {Method::Post, Method::Put, Method::Delete, Method::Patch, Method::Trace, Method::Connect}) {
            const Outcome outcome = decide(router, method, "/");
            CPPUNIT_ASSERT_EQUAL(405U, outcome.status);
            CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, OPTIONS"), outcome.allow);
        }
        CPPUNIT_ASSERT_EQUAL(std::string("POST, PUT, OPTIONS"),
                             decide(router, Method::Get, "/api/progress").allow);
        CPPUNIT_ASSERT_EQUAL(501U, decide(router, Method::Other, "/").status);
        CPPUNIT_ASSERT_EQUAL(501U, decide(router, Method::Connect, "").status);
    }

    void answersOptions() {
        const Router router = makeRouter();
        const Outcome plain = decide(router, Method::Options, "/");
        CPPUNIT_ASSERT_EQUAL(204U, plain.status);
        CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, OPTIONS"), plain.allow);
        CPPUNIT_ASSERT(!plain.headers.has("Access-Control-Allow-Origin"));
        const Outcome open = decide(router, Method::Options, "/open");
        CPPUNIT_ASSERT(open.headers.get("Access-Control-Allow-Origin") == "*");
        CPPUNIT_ASSERT(open.headers.get("Access-Control-Allow-Headers")->find("Range") !=
                       std::string_view::npos);
        CPPUNIT_ASSERT_EQUAL(204U, decide(router, Method::Options, "*").status);
    }

    void checksTheHostFirst() {
        Router router = makeRouter();
        router.setHostCheck([](const Request& request) { return request.host == "box"; });
        Request request;
        request.path = "/";
        request.host = "evil.example";
        CPPUNIT_ASSERT(router.decide(request).refusal->status == Status::MisdirectedRequest);
        request.path = "/nowhere";
        CPPUNIT_ASSERT(router.decide(request).refusal->status == Status::MisdirectedRequest);
        request.host = "box";
        request.path = "/";
        CPPUNIT_ASSERT(router.decide(request).route != nullptr);
    }

    void refusesBadPatterns() {
        Router router = makeRouter();
        for (const auto* pattern :
             {"", "api", "/", "/api/listings/:other", "/a/:", "/a/*", "/a/*rest/b", "/static/*other"})
            CPPUNIT_ASSERT_THROW_MESSAGE(pattern, router.get(pattern, nothing), std::invalid_argument);
        CPPUNIT_ASSERT_THROW(router.add(Method::Head, "/h", nothing), std::invalid_argument);
        CPPUNIT_ASSERT_THROW(router.add(Method::Other, "/h", nothing), std::invalid_argument);
        CPPUNIT_ASSERT_THROW(router.get("/h", nullptr), std::invalid_argument);
    }

private:
    static Outcome get(const Router& router, const std::string& path) {
        return decide(router, Method::Get, path);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RouterTest);
