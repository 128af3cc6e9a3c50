// SPDX-License-Identifier: Apache-2.0
#include "support/Process.h"
#include "support/TempDir.h"

#include <durus/client/Importer.h>
#include <durus/core/Clock.h>
#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

using namespace durus;
namespace fs = std::filesystem;

class ImporterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ImporterTest);
    CPPUNIT_TEST(takesAWholeFolder);
    CPPUNIT_TEST(knowsARecordingAgain);
    CPPUNIT_TEST(reportsWhatItLeavesOut);
    CPPUNIT_TEST(passesOverWhatIsNoAudioInAFolder);
    CPPUNIT_TEST(keepsTheFileByItsContent);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir temp_;
    ManualClock clock_;
    SeededRandom random_{1};
    std::unique_ptr<store::Store> store_ = store::Store::open(temp_ / "data", clock_, random_);
    client::Importer importer_{*store_};

    static fs::path samples() { return test::sourceDir() / "samples/library/audio"; }
    static fs::path wave() { return samples() / "adab-al-talab-16khz.wav"; }

public:
    void takesAWholeFolder() {
        std::size_t told = 0;
        const auto report =
            importer_.import({samples()}, [&](const fs::path&, std::size_t done, std::size_t total) {
                CPPUNIT_ASSERT_EQUAL(told, done);
                CPPUNIT_ASSERT_EQUAL(std::size_t{8}, total);
                ++told;
            });
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, report.imported.size());
        CPPUNIT_ASSERT(report.failed.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, told);
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, store_->library().counts().stored);
    }

    void knowsARecordingAgain() {
        const auto first = importer_.import({wave()}, {}).imported.at(0);
        fs::copy_file(wave(), temp_ / "renamed.wav");
        const auto second = importer_.import({temp_ / "renamed.wav"}, {}).imported.at(0);
        CPPUNIT_ASSERT(first.added);
        CPPUNIT_ASSERT(!second.added);
        CPPUNIT_ASSERT(first.slug == second.slug);
    }

    void reportsWhatItLeavesOut() {
        std::ofstream(temp_ / "noise.txt") << "no audio at all";
        const auto report = importer_.import({temp_ / "noise.txt", temp_ / "missing.mp3", wave()}, {});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.imported.size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, report.failed.size());
        for (const auto& failed : report.failed)
            CPPUNIT_ASSERT(!failed.fault.empty());
    }

    void passesOverWhatIsNoAudioInAFolder() {
        fs::create_directories(temp_ / "folder/deep");
        fs::copy_file(wave(), temp_ / "folder/deep/LECTURE.WAV");
        std::ofstream(temp_ / "folder/notes.txt") << "notes";
        const auto report = importer_.import({temp_ / "folder"}, {});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.imported.size());
        CPPUNIT_ASSERT(report.failed.empty());
    }

    void keepsTheFileByItsContent() {
        const auto slug = importer_.import({wave()}, {}).imported.at(0).slug;
        const auto item = store_->library().bySlug(slug, model::kLocalAccount);
        CPPUNIT_ASSERT(item && item->stored);
        const auto kept = temp_ / "data" / item->stored->file;
        CPPUNIT_ASSERT_EQUAL(fs::file_size(wave()), fs::file_size(kept));
        CPPUNIT_ASSERT(item->stored->file.string().find(item->stored->sha256) != std::string::npos);
        CPPUNIT_ASSERT(!fs::exists(kept.string() + ".part"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ImporterTest);
