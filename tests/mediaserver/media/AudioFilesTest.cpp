// SPDX-License-Identifier: Apache-2.0
#include "media/AudioFiles.h"

#include "SampleLibrary.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class AudioFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AudioFilesTest);
    CPPUNIT_TEST(opensWhatIsRegistered);
    CPPUNIT_TEST(findsWhatWasAddedLater);
    CPPUNIT_TEST(knowsNothingElse);
    CPPUNIT_TEST(insistsOnTheExtension);
    CPPUNIT_TEST(refusesAFileOfAnotherSize);
    CPPUNIT_TEST(refusesAFileThatIsGone);
    CPPUNIT_TEST(refusesASymbolicLink);
    CPPUNIT_TEST(refusesAFileElsewhere);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory;
    test::SampleLibrary sample{directory.path()};
    media::AudioFiles files{directory.path(), sample.store().library()};

    download::StoredAsset import(const string& file = "patience-2-small-steps.ogg") {
        const string slug = sample.import(test::sourceDir() / "samples/library/audio" / file);
        return *sample.store().library().bySlug(model::Slug{slug}, model::kLocalAccount)->stored;
    }

    static media::AudioName nameOf(const download::StoredAsset& asset) {
        return {string(media::audioId(asset.sha256)), asset.format};
    }

    void opensWhatIsRegistered() {
        const download::StoredAsset asset = import();
        const auto resource = files.open(nameOf(asset));
        CPPUNIT_ASSERT(resource);
        CPPUNIT_ASSERT_EQUAL(asset.sizeBytes, resource->file->size());
        CPPUNIT_ASSERT_EQUAL("\"" + asset.sha256 + "\"", resource->etag);
        CPPUNIT_ASSERT_EQUAL(string("public, max-age=31536000, immutable"), resource->cacheControl);
        CPPUNIT_ASSERT(resource->mediaType.starts_with("audio/ogg"));
    }

    void findsWhatWasAddedLater() {
        CPPUNIT_ASSERT(files.open(nameOf(import())));
        CPPUNIT_ASSERT(files.open(nameOf(import("adab-2-muthabara.opus"))));
    }

    void knowsNothingElse() {
        import();
        CPPUNIT_ASSERT(!files.open({string(32, '0'), "ogg"}));
        CPPUNIT_ASSERT(!files.open({"", "ogg"}));
    }

    void insistsOnTheExtension() {
        media::AudioName name = nameOf(import());
        name.extension = "mp3";
        CPPUNIT_ASSERT(!files.open(name));
        name.extension = "ogg";
        name.id.pop_back();
        CPPUNIT_ASSERT_MESSAGE("a part of an id is no id", !files.open(name));
    }

    void refusesAFileOfAnotherSize() {
        const download::StoredAsset asset = import();
        std::ofstream(directory / asset.file, std::ios::app) << "x";
        CPPUNIT_ASSERT(!files.open(nameOf(asset)));
    }

    void refusesAFileThatIsGone() {
        const download::StoredAsset asset = import();
        std::filesystem::remove(directory / asset.file);
        CPPUNIT_ASSERT(!files.open(nameOf(asset)));
    }

    void refusesASymbolicLink() {
        const download::StoredAsset asset = import();
        std::filesystem::rename(directory / asset.file, directory / "elsewhere");
        std::filesystem::create_symlink(directory / "elsewhere", directory / asset.file);
        CPPUNIT_ASSERT_THROW(files.open(nameOf(asset)), std::system_error);
    }

    void refusesAFileElsewhere() {
        for (const char* path : {"durus.db", "../outside.mp3", "audio/../durus.db", "/etc/passwd"}) {
            const string digest = string(63, 'a') + std::to_string(path[0] % 10);
            sample.store().library().addLocal({.title = path,
                                               .scholar = {},
                                               .series = {},
                                               .description = {},
                                               .language = {},
                                               .orderIndex = 0,
                                               .duration = Milliseconds(1),
                                               .file = path,
                                               .format = "mp3",
                                               .mediaType = "audio/mpeg",
                                               .sha256 = string(path).substr(0, 2) + digest,
                                               .sizeBytes = 1});
            CPPUNIT_ASSERT_MESSAGE(path,
                                   !files.open({(string(path).substr(0, 2) + digest).substr(0, 32), "mp3"}));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AudioFilesTest);
