// SPDX-License-Identifier: Apache-2.0
#include "SmallDisk.h"

#include <durus/client/Importer.h>
#include <durus/core/Clock.h>
#include <durus/core/Error.h>
#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>
#include <support/Process.h>

using namespace durus;

/// Recordings that come from a disk of their own, as from a stick.
class ImportTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ImportTest);
    CPPUNIT_TEST(takesARecordingFromAnotherDisk);
    CPPUNIT_TEST(aFullDiskIsToldAndTakesTheRestLater);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_;
    SeededRandom random_{1};

    static std::filesystem::path recording() {
        return test::sourceDir() / "samples/library/audio/adab-1-ikhlas-cbr.mp3";
    }

public:
    void takesARecordingFromAnotherDisk() {
        const SmallDisk disk(32 * 1024 * 1024);
        const auto store = store::Store::open(disk.path() / "data", clock_, random_);
        const auto report = client::Importer(*store).import({recording()}, {});
        CPPUNIT_ASSERT_MESSAGE(report.failed.empty() ? "" : report.failed.front().fault,
                               report.failed.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.imported.size());
        const auto audio = disk.path() / "data/audio";
        std::uintmax_t bytes = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(audio))
            if (entry.is_regular_file()) bytes += entry.file_size();
        CPPUNIT_ASSERT_EQUAL(std::filesystem::file_size(recording()), bytes);
    }

    void aFullDiskIsToldAndTakesTheRestLater() {
        SmallDisk disk(32 * 1024 * 1024);
        const auto store = store::Store::open(disk.path() / "data", clock_, random_);
        client::Importer importer(*store);
        disk.fill();
        try {
            importer.import({recording()}, {});
            CPPUNIT_FAIL("it said it was imported");
        } catch (const Error& error) {
            CPPUNIT_ASSERT_MESSAGE(error.what(), error.code() == ErrorCode::StorageFull);
        }
        disk.clear();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, importer.import({recording()}, {}).imported.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ImportTest);
