// SPDX-License-Identifier: Apache-2.0
#include "auth/Credentials.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver;
using std::string;

class CredentialsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CredentialsTest);
    CPPUNIT_TEST(aBearerTokenIsRead);
    CPPUNIT_TEST(aCookieIsRead);
    CPPUNIT_TEST(theHeaderCountsBeforeTheCookie);
    CPPUNIT_TEST(whatIsNoTokenIsNone);
    CPPUNIT_TEST(theTokenCookieIsForNoScriptAndNoOtherSite);
    CPPUNIT_TEST(ownPagesAreFromHere);
    CPPUNIT_TEST(otherPagesAreNot);
    CPPUNIT_TEST(silenceIsEnoughForAProgramButNotForACookie);
    CPPUNIT_TEST_SUITE_END();

    const string token_ = string(63, 'a') + '7';

    http::Request with(std::initializer_list<http::Headers::Field> fields) const {
        http::Request request;
        request.host = "192.168.1.5";
        request.port = 8080;
        for (const auto& field : fields)
            request.headers.add(field.name, field.value);
        return request;
    }

public:
    void aBearerTokenIsRead() {
        for (const char* scheme : {"Bearer ", "bearer ", "BEARER  "}) {
            const auto request = with({{"Authorization", string(scheme) + token_}});
            const auto found = auth::credentialsOf(request);
            CPPUNIT_ASSERT_MESSAGE(scheme, found && found->token == token_ && !found->isCookie);
        }
    }

    void aCookieIsRead() {
        const auto request = with({{"Cookie", "a=b; durus_paired=1;durus_device=" + token_ + "; c=d"}});
        const auto found = auth::credentialsOf(request);
        CPPUNIT_ASSERT(found && found->token == token_ && found->isCookie);
    }

    void theHeaderCountsBeforeTheCookie() {
        CPPUNIT_ASSERT(!auth::credentialsOf(
            with({{"Authorization", "Basic eDp5"}, {"Cookie", "durus_device=" + token_}})));
    }

    void whatIsNoTokenIsNone() {
        for (const string& text : {string(), string("x"), token_ + "0", token_.substr(1), string(64, 'g')}) {
            CPPUNIT_ASSERT_MESSAGE(text, !auth::credentialsOf(with({{"Authorization", "Bearer " + text}})));
            CPPUNIT_ASSERT_MESSAGE(text, !auth::credentialsOf(with({{"Cookie", "durus_device=" + text}})));
        }
        CPPUNIT_ASSERT(!auth::credentialsOf(with({{"Cookie", "xdurus_device=" + token_}})));
        CPPUNIT_ASSERT(!auth::credentialsOf(with({{"Cookie", "durus_device"}})));
        CPPUNIT_ASSERT(!auth::credentialsOf(with({})));
    }

    void theTokenCookieIsForNoScriptAndNoOtherSite() {
        const string cookie = auth::tokenCookie(token_);
        CPPUNIT_ASSERT(cookie.starts_with("durus_device=" + token_ + ';'));
        CPPUNIT_ASSERT(cookie.find("; HttpOnly") != string::npos);
        CPPUNIT_ASSERT(cookie.find("; SameSite=Strict") != string::npos);
        CPPUNIT_ASSERT(auth::expiredTokenCookie().find("Max-Age=0") != string::npos);
        CPPUNIT_ASSERT(auth::markerCookie().find("HttpOnly") == string::npos);
    }

    void ownPagesAreFromHere() {
        CPPUNIT_ASSERT(auth::isFromHere(with({{"Sec-Fetch-Site", "same-origin"}})));
        CPPUNIT_ASSERT(auth::isFromHere(with({{"Sec-Fetch-Site", "none"}})));
        CPPUNIT_ASSERT(auth::isFromHere(with({{"Origin", "http://192.168.1.5:8080"}})));
        CPPUNIT_ASSERT(auth::isFromHere(with({{"Referer", "http://192.168.1.5:8080/pair?lang=ar"}})));
    }

    void otherPagesAreNot() {
        for (const char* site : {"cross-site", "same-site", "none,same-origin", ""})
            CPPUNIT_ASSERT_MESSAGE(site, !auth::isFromHere(with({{"Sec-Fetch-Site", site}})));
        for (const char* origin :
             {"null", "http://evil.example", "http://192.168.1.5", "http://192.168.1.5:80",
              "192.168.1.5:8080", "http://192.168.1.5:8080.evil.example", "http://user@192.168.1.5:8080",
              ""}) {
            CPPUNIT_ASSERT_MESSAGE(origin, !auth::isFromHere(with({{"Origin", origin}})));
            CPPUNIT_ASSERT_MESSAGE(origin, !auth::isFromHere(with({{"Referer", origin}})));
        }
        CPPUNIT_ASSERT(!auth::isFromHere(
            with({{"Origin", "http://evil.example"}, {"Referer", "http://192.168.1.5:8080/"}})));
    }

    void silenceIsEnoughForAProgramButNotForACookie() {
        CPPUNIT_ASSERT(auth::isFromHere(with({})));
        CPPUNIT_ASSERT(auth::isFromHere(with({{"Authorization", "Bearer " + token_}})));
        CPPUNIT_ASSERT(!auth::isFromHere(with({{"Cookie", "durus_device=" + token_}})));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CredentialsTest);
