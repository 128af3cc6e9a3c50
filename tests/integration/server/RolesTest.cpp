// SPDX-License-Identifier: Apache-2.0
#include "Curl.h"
#include "SampleLibrary.h"
#include "app/Wiring.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <memory>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

namespace {

/// What each role is answered. A route that is not here fails the test.
struct Row {
    const char* route;
    const char* request; ///< path that is asked for
    int guest;
    int revoked; ///< a token that opens nothing any more
    int paired;
    int otherSite; ///< a paired browser on another site's page
};

const Row kTable[] = {
    {"GET /healthz", "/healthz", 200, 200, 200, 200},
    {"GET /readyz", "/readyz", 200, 200, 200, 200},
    {"GET /metrics", "/metrics", 200, 200, 200, 200}, // from this machine; GateTest has the others
    {"GET /audio/:file", "/audio/none.ogg", 404, 404, 404, 404},
    {"GET /api/scholars", "/api/scholars", 200, 200, 200, 200},
    {"GET /api/scholars/:slug", "/api/scholars/none", 404, 404, 404, 404},
    {"GET /api/scholars/:slug/content", "/api/scholars/none/content", 404, 404, 404, 404},
    {"GET /api/scholars/:slug/topics", "/api/scholars/none/topics", 404, 404, 404, 404},
    {"GET /api/topics", "/api/topics", 200, 200, 200, 200},
    {"GET /api/listings/recent", "/api/listings/recent", 200, 200, 200, 200},
    {"GET /api/listings/:slug", "/api/listings/SLUG", 200, 200, 200, 200},
    {"GET /api/listings/:slug/contents", "/api/listings/none/contents", 404, 404, 404, 404},
    {"GET /api/audio/listings/:slug/stream", "/api/audio/listings/SLUG/stream", 200, 200, 200, 200},
    {"GET /api/search", "/api/search?q=patience", 200, 200, 200, 200},
    {"GET /", "/", 200, 200, 200, 200},
    {"GET /listing/:slug", "/listing/SLUG", 200, 200, 200, 200},
    {"GET /scholars", "/scholars", 200, 200, 200, 200},
    {"GET /scholar/:slug", "/scholar/none", 404, 404, 404, 404},
    {"GET /search", "/search?q=patience", 200, 200, 200, 200},
    {"GET /static/:file", "/static/none", 404, 404, 404, 404},
    {"GET /manifest.webmanifest", "/manifest.webmanifest", 200, 200, 200, 200},
    {"GET /favicon.ico", "/favicon.ico", 200, 200, 200, 200},
    {"POST /api/pair", "/api/pair", 403, 403, 403, 403}, // a wrong code
    {"GET /api/pair", "/api/pair", 401, 401, 200, 200},
    {"GET /api/audio/progress", "/api/audio/progress", 401, 401, 200, 200},
    {"POST /api/audio/progress/sync", "/api/audio/progress/sync", 401, 401, 201, 403},
    {"PUT /api/audio/progress/:slug", "/api/audio/progress/SLUG", 401, 401, 200, 403},
    {"GET /api/me/library/listing/:slug", "/api/me/library/listing/SLUG", 401, 401, 200, 200},
    {"GET /api/me/library/saved", "/api/me/library/saved", 401, 401, 200, 200},
    {"GET /api/me/library/saved/delta", "/api/me/library/saved/delta", 401, 401, 200, 200},
    {"POST /api/me/library/saved/sync", "/api/me/library/saved/sync", 401, 401, 201, 403},
    {"POST /api/me/library/save/:slug", "/api/me/library/save/SLUG", 401, 401, 201, 403},
    {"DELETE /api/me/library/save/:slug", "/api/me/library/save/SLUG", 401, 401, 200, 403},
    {"GET /download/series/:file", "/download/series/none.zip", 404, 404, 404, 404},
    {"GET /playlists/*list", "/playlists/recent.m3u8", 200, 200, 200, 200},
    {"GET /feeds/*list", "/feeds/recent.xml", 200, 200, 200, 200},
    {"GET /feeds/all.opml", "/feeds/all.opml", 200, 200, 200, 200},
    {"GET /pair", "/pair", 200, 200, 200, 200},
    {"POST /pair", "/pair", 403, 403, 403, 403},
    {"GET /me", "/me", 303, 303, 200, 200},
    {"POST /me/favorite", "/me/favorite", 303, 303, 303, 403},
    {"POST /me/completed", "/me/completed", 303, 303, 303, 403},
    {"POST /me/unpair", "/me/unpair", 303, 303, 303, 403},
    {"DELETE /api/pair", "/api/pair", 401, 401, 204, 403},
};

} // namespace

/// Every role against every route of the router itself.
class RolesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RolesTest);
    CPPUNIT_TEST(everyRouteIsInTheTable);
    CPPUNIT_TEST(everyRoleIsAnsweredAsTheTableSays);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory_;
    test::SampleLibrary library_{directory_.path()};
    NullLog log_;
    string slug_;
    std::unique_ptr<Wiring> server_;

    static string nameOf(const http::Router::Entry& entry) {
        return string(http::methodToken(entry.method)) + ' ' + entry.pattern;
    }

    store::Pairing paired() {
        auto& devices = library_.store().devices();
        return devices.pair(devices.invite(model::kLocalAccount).code, "phone");
    }

    int ask(const Row& row, std::vector<string> arguments) const {
        string path = row.request;
        if (const auto at = path.find("SLUG"); at != string::npos) path.replace(at, 4, slug_);
        const string method = string(row.route).substr(0, string(row.route).find(' '));
        const bool isApi = path.starts_with("/api/");
        const bool isForm = method == "POST" && !isApi;
        arguments.insert(arguments.end(), {"-X", method});
        if (isForm)
            arguments.insert(arguments.end(), {"--data", "code=000000&slug=" + slug_ + "&on=1"});
        else if (method != "GET" && method != "DELETE")
            arguments.insert(arguments.end(), {"-H", "Content-Type: application/json", "--data",
                                               R"({"items":[],"positionSeconds":1,"code":"000000"})"});
        return test::curl(server_->url() + path, arguments).status;
    }

public:
    void setUp() override {
        slug_ = library_.import(test::sourceDir() / "samples/library/audio/patience-2-small-steps.ogg");
        Settings settings;
        settings.data = directory_.path();
        settings.listen = "127.0.0.1:0";
        server_ = std::make_unique<Wiring>(settings, log_);
        server_->start();
    }

    void everyRouteIsInTheTable() {
        std::map<string, int> told;
        for (const Row& row : kTable)
            ++told[row.route];
        for (const auto& entry : server_->routes())
            CPPUNIT_ASSERT_EQUAL_MESSAGE(nameOf(entry), 1, told[nameOf(entry)]);
        CPPUNIT_ASSERT_EQUAL(server_->routes().size(), told.size());
    }

    void everyRoleIsAnsweredAsTheTableSays() {
        const store::Pairing gone = paired();
        library_.store().devices().revoke(gone.device.id);
        for (const Row& row : kTable) {
            const store::Pairing device = paired();
            const auto as = [](const string& token) {
                return std::vector<string>{"-H", "Authorization: Bearer " + token};
            };
            CPPUNIT_ASSERT_EQUAL_MESSAGE(string("guest: ") + row.route, row.guest, ask(row, {}));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(string("revoked: ") + row.route, row.revoked,
                                         ask(row, as(gone.token)));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(string("other site: ") + row.route, row.otherSite,
                                         ask(row, {"-H", "Cookie: durus_device=" + device.token, "-H",
                                                   "Origin: http://evil.example"}));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(string("paired: ") + row.route, row.paired,
                                         ask(row, as(device.token)));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RolesTest);
