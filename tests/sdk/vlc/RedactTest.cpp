// SPDX-License-Identifier: Apache-2.0
#include "Redact.h"

#include <cppunit/extensions/HelperMacros.h>

using durus::vlc::redacted;

class RedactTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RedactTest);
    CPPUNIT_TEST(textWithoutUrlsStays);
    CPPUNIT_TEST(queriesAndFragmentsGo);
    CPPUNIT_TEST(userInformationGoes);
    CPPUNIT_TEST(everyUrlIsSeen);
    CPPUNIT_TEST(brokenUrlsDoNoHarm);
    CPPUNIT_TEST_SUITE_END();

    static void expect(const std::string& expected, const std::string& text) {
        CPPUNIT_ASSERT_EQUAL(expected, redacted(text));
    }

    void textWithoutUrlsStays() {
        expect("", "");
        expect("connection failed: Connection refused?", "connection failed: Connection refused?");
    }
    void queriesAndFragmentsGo() {
        expect("cannot open 'http://box/audio/1.mp3'.",
               "cannot open 'http://box/audio/1.mp3?token=s3cret#x'.");
        expect("https://box and more", "https://box?token=s3cret and more");
    }
    void userInformationGoes() {
        expect("http://box:80/a", "http://amina:s3cret@box:80/a");
        expect("http://box/p@th", "http://box/p@th");
    }
    void everyUrlIsSeen() { expect("http://a/x to http://b/y", "http://u@a/x?1 to http://v@b/y?2"); }
    void brokenUrlsDoNoHarm() {
        expect("://", "://");
        expect("http://", "http://@");
        expect("a://b:// c", "a://b:// c");
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RedactTest);
