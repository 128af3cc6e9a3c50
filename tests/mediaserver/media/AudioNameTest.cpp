// SPDX-License-Identifier: Apache-2.0
#include "media/AudioName.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace durus::mediaserver;
using std::string;

class AudioNameTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AudioNameTest);
    CPPUNIT_TEST(readsIdAndExtension);
    CPPUNIT_TEST(refusesAllElse);
    CPPUNIT_TEST(pathsReadBack);
    CPPUNIT_TEST_SUITE_END();

    void readsIdAndExtension() {
        const auto name = media::parseAudioName("ab12-c.m4a");
        CPPUNIT_ASSERT(name);
        CPPUNIT_ASSERT_EQUAL(string("ab12-c"), name->id);
        CPPUNIT_ASSERT_EQUAL(string("m4a"), name->extension);
        CPPUNIT_ASSERT(media::parseAudioName(string(64, 'a') + ".mp3"));
    }

    void refusesAllElse() {
        for (const string& name :
             {string(), string("."), string("a"), string("a."), string(".mp3"), string("A.mp3"),
              string("a.MP3"), string("a/b.mp3"), string("..mp3"), string("a.mp3.mp3"), string("a_b.mp3"),
              string("a.mp3\n"), string("a\0b.mp3", 7), string("درس.mp3"), string(65, 'a') + ".mp3",
              string("a.ninechars")})
            CPPUNIT_ASSERT_MESSAGE(name, !media::parseAudioName(name));
    }

    void pathsReadBack() {
        durus::download::StoredAsset asset;
        asset.sha256 = string(32, 'a') + string(32, 'b');
        asset.format = "opus";
        const string path = media::audioPath(asset);
        CPPUNIT_ASSERT_EQUAL("/audio/" + string(32, 'a') + ".opus", path);
        const auto name = media::parseAudioName(path.substr(7));
        CPPUNIT_ASSERT(name && name->id == media::audioId(asset.sha256));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AudioNameTest);
