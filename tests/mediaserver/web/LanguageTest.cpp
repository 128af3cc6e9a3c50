// SPDX-License-Identifier: Apache-2.0
#include "web/Language.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver;
using web::Language;

class LanguageTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LanguageTest);
    CPPUNIT_TEST(theAddressDecides);
    CPPUNIT_TEST(anUnknownLanguageInTheAddressCountsForNothing);
    CPPUNIT_TEST(acceptLanguageGoesByWeight);
    CPPUNIT_TEST(nothingKnownIsTheFallback);
    CPPUNIT_TEST(oddHeadersAreSurvived);
    CPPUNIT_TEST(textsHaveADirection);
    CPPUNIT_TEST_SUITE_END();

    static web::LanguageChoice choose(std::string_view accept, std::string_view lang = {},
                                      Language fallback = Language::English) {
        http::Request request;
        if (!accept.empty()) request.headers.add("Accept-Language", accept);
        if (!lang.empty()) request.query.emplace_back("lang", lang);
        return web::chooseLanguage(request, fallback);
    }

    static void isArabic(std::string_view accept) {
        CPPUNIT_ASSERT_MESSAGE(std::string(accept), choose(accept).language == Language::Arabic);
    }
    static void isEnglish(std::string_view accept) {
        CPPUNIT_ASSERT_MESSAGE(std::string(accept),
                               choose(accept, {}, Language::Arabic).language == Language::English);
    }

    void theAddressDecides() {
        const auto choice = choose("en", "ar");
        CPPUNIT_ASSERT(choice.language == Language::Arabic);
        CPPUNIT_ASSERT(choice.inAddress);
        CPPUNIT_ASSERT(!choose("ar").inAddress);
    }

    void anUnknownLanguageInTheAddressCountsForNothing() {
        const auto choice = choose("ar", "fr");
        CPPUNIT_ASSERT(choice.language == Language::Arabic);
        CPPUNIT_ASSERT(!choice.inAddress);
    }

    void acceptLanguageGoesByWeight() {
        isArabic("ar");
        isArabic("AR-sa");
        isArabic("en;q=0.8, ar");
        isArabic("fr, ar;q=0.3, en;q=0.25");
        isArabic("ar-EG,ar;q=0.9,en-US;q=0.8,en;q=0.7");
        isEnglish("en-GB,en;q=0.9,ar;q=0.8");
        isEnglish("ar;q=0, en;q=0.1");
        isEnglish("ar;q=0.001, en;q=0.002");
    }

    void nothingKnownIsTheFallback() {
        CPPUNIT_ASSERT(choose("", {}, Language::Arabic).language == Language::Arabic);
        CPPUNIT_ASSERT(choose("fr, de;q=0.5", {}, Language::Arabic).language == Language::Arabic);
        CPPUNIT_ASSERT(choose("arz", {}, Language::English).language == Language::English);
    }

    void oddHeadersAreSurvived() {
        isEnglish("ar;q=, en;q=0.1");
        isArabic(",,;,ar;q=9,");
        isArabic("ar; q = 0.5");
        isEnglish("en;q=0.5.5, ar;q=x");
    }

    void textsHaveADirection() {
        using web::directionOf;
        CPPUNIT_ASSERT_EQUAL(std::string_view("rtl"), directionOf("ar"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("rtl"), directionOf("ara"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("rtl"), directionOf("ur-PK"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("ltr"), directionOf("eng"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("auto"), directionOf(""));
        CPPUNIT_ASSERT_EQUAL(std::string_view("ar"), web::htmlLanguage("ara"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("tr"), web::htmlLanguage("tr"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LanguageTest);
