// SPDX-License-Identifier: Apache-2.0
#include "web/StaticFiles.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver;
using std::string;

class StaticFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(StaticFilesTest);
    CPPUNIT_TEST(servesWhatIsCompiledIn);
    CPPUNIT_TEST(keepsAVersionForEver);
    CPPUNIT_TEST(doesNotKeepAnotherVersion);
    CPPUNIT_TEST(knowsNoOtherFile);
    CPPUNIT_TEST(fitsTheFirstView);
    CPPUNIT_TEST_SUITE_END();

    web::StaticFiles files;

    static http::Request versioned(const string& address) {
        http::Request request;
        request.query.emplace_back("v", address.substr(address.find("?v=") + 3));
        return request;
    }

    void servesWhatIsCompiledIn() {
        const http::Response style = files.respond({}, "style.css");
        CPPUNIT_ASSERT(style.status == http::Status::Ok);
        CPPUNIT_ASSERT_EQUAL(std::string_view("text/css; charset=utf-8"), *style.headers.get("Content-Type"));
        CPPUNIT_ASSERT(style.body.text().find("@media (prefers-color-scheme: dark)") != string::npos);
        const http::Response icon = files.respond({}, "icon.svg");
        CPPUNIT_ASSERT_EQUAL(std::string_view("image/svg+xml"), *icon.headers.get("Content-Type"));
        CPPUNIT_ASSERT(icon.body.text().ends_with("</svg>\n"));
    }

    void keepsAVersionForEver() {
        const string address = files.address("player.js");
        CPPUNIT_ASSERT(address.starts_with("/static/player.js?v="));
        const http::Response response = files.respond(versioned(address), "player.js");
        CPPUNIT_ASSERT_EQUAL(std::string_view("public, max-age=31536000, immutable"),
                             *response.headers.get("Cache-Control"));
    }

    void doesNotKeepAnotherVersion() {
        const http::Response response = files.respond(versioned("?v=00000000"), "player.js");
        CPPUNIT_ASSERT_EQUAL(std::string_view("no-cache"), *response.headers.get("Cache-Control"));
        CPPUNIT_ASSERT(response.headers.has("ETag"));
    }

    void knowsNoOtherFile() {
        for (const char* name : {"", "style", "../style.css", "style.css/", "STYLE.CSS"})
            CPPUNIT_ASSERT(files.respond({}, name).status == http::Status::NotFound);
    }

    void fitsTheFirstView() {
        http::Request request;
        request.headers.add("Accept-Encoding", "gzip");
        std::uint64_t bytes = 0;
        for (const char* name : {"style.css", "player.js", "icon.svg"})
            bytes += files.respond(request, name).body.length();
        CPPUNIT_ASSERT_MESSAGE(std::to_string(bytes), bytes < 8'000);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(StaticFilesTest);
