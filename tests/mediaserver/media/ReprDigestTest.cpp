// SPDX-License-Identifier: Apache-2.0
#include "media/ReprDigest.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using durus::mediaserver::media::reprDigest;
using std::string;

class ReprDigestTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReprDigestTest);
    CPPUNIT_TEST(knownDigests);
    CPPUNIT_TEST(whatIsNoDigest);
    CPPUNIT_TEST_SUITE_END();

    // Computed by openssl: of the empty text and of "abc".
    void knownDigests() {
        CPPUNIT_ASSERT_EQUAL(string("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
                             reprDigest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        CPPUNIT_ASSERT_EQUAL(string("sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:"),
                             reprDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void whatIsNoDigest() {
        for (const string& text :
             {string(), string(63, 'a'), string(65, 'a'), string(63, 'a') + "g", string(64, ' ')})
            CPPUNIT_ASSERT_EQUAL(string(), reprDigest(text));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReprDigestTest);
