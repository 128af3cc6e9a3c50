// SPDX-License-Identifier: Apache-2.0
#include "support/Process.h"
#include "support/TempDir.h"

#include <durus/client/durus.h>

#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <cstring>
#include <string>
#include <thread>

using namespace std::chrono_literals;

/// The C API through the shared object, with real libVLC and real plugins.
class CApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CApiTest);
    CPPUNIT_TEST(marksAndRemembers);
    CPPUNIT_TEST(playsSoThatItCounts);
    CPPUNIT_TEST(saysWhatIsWrong);
    CPPUNIT_TEST(servesCallersOfOtherVersions);
    CPPUNIT_TEST_SUITE_END();

    durus::test::TempDir temp_;
    durus_box_t* box_ = nullptr;
    char slug_[128] = {};

public:
    void setUp() override {
        const auto plugins = (durus::test::buildDir() / "lib/durus/plugins").string();
        const auto file =
            (durus::test::sourceDir() / "samples/library/audio/adab-al-talab-16khz.wav").string();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(durus_last_error(), durus_status_t{DURUS_OK},
                                     durus_box_open((temp_ / "data").c_str(), plugins.c_str(), &box_));
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK},
                             durus_box_import(box_, file.c_str(), slug_, sizeof slug_));
    }
    void tearDown() override { durus_box_close(box_); }

    void marksAndRemembers() {
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_box_set_favorite(box_, nullptr, slug_, 1));
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_box_set_completed(box_, nullptr, slug_, 1));
        durus_progress_t progress{sizeof progress, 0, 0, 0};
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_box_progress(box_, nullptr, slug_, &progress));
        CPPUNIT_ASSERT_EQUAL(1, progress.completed);
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_box_set_completed(box_, nullptr, slug_, 0));
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_box_progress(box_, nullptr, slug_, &progress));
        CPPUNIT_ASSERT_EQUAL(0, progress.completed);
    }

    void playsSoThatItCounts() {
        durus_player_t* player = nullptr;
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_player_create(box_, 1, &player));
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_player_open(player, nullptr, slug_, 5'000));
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_player_play(player));
        durus_snapshot_t now{sizeof now, 0, 0, 0};
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        do {
            CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_player_snapshot(player, &now));
            std::this_thread::yield();
        } while (now.position_ms < 6'000 && std::chrono::steady_clock::now() < deadline);
        CPPUNIT_ASSERT(now.position_ms >= 6'000);
        CPPUNIT_ASSERT_EQUAL(int32_t{DURUS_STATE_PLAYING}, now.state);
        durus_player_destroy(player);

        durus_progress_t progress{sizeof progress, 0, 0, 0};
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK}, durus_box_progress(box_, nullptr, slug_, &progress));
        CPPUNIT_ASSERT(progress.position_ms >= 5'900);
    }

    void saysWhatIsWrong() {
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_INVALID_ARGUMENT},
                             durus_box_set_favorite(box_, nullptr, "nobody", 1));
        CPPUNIT_ASSERT(std::strstr(durus_last_error(), "nobody") != nullptr);
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_INVALID_ARGUMENT},
                             durus_box_set_favorite(nullptr, nullptr, slug_, 1));
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_INVALID_ARGUMENT},
                             durus_box_set_favorite(box_, "stranger", slug_, 1));
        char small[2];
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_INVALID_ARGUMENT},
                             durus_box_import(box_, "/nonexistent.mp3", small, sizeof small));
    }

    void servesCallersOfOtherVersions() {
        struct Newer {
            durus_progress_t known;
            std::int64_t unknown;
        } newer{{sizeof(Newer), 0, 0, 0}, 42};
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_OK},
                             durus_box_progress(box_, nullptr, slug_, &newer.known));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{42}, newer.unknown);
        durus_progress_t unset{0, 0, 0, 0};
        CPPUNIT_ASSERT_EQUAL(durus_status_t{DURUS_INVALID_ARGUMENT},
                             durus_box_progress(box_, nullptr, slug_, &unset));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CApiTest);
