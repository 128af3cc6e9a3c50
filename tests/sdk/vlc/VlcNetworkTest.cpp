// SPDX-License-Identifier: Apache-2.0
#include "FaultyServer.h"
#include "VlcPlayer.h"
#include "support/TempDir.h"

#include <durus/core/Random.h>

#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <fstream>

using namespace durus;
using namespace std::chrono_literals;
using durus::test::VlcPlayer;

/// What libVLC calls success, or nothing at all, when a server or a network fails.
class VlcNetworkTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(VlcNetworkTest);
    CPPUNIT_TEST(playsAndSeeksOverHttp);
    CPPUNIT_TEST(refusalIsAFailureWithACause);
    CPPUNIT_TEST(serverErrorMayPassAway);
    CPPUNIT_TEST(missingFileIsAFailure);
    CPPUNIT_TEST(cutTransferIsTruncated);
    CPPUNIT_TEST(playAfterACutResumesWhereItBroke);
    CPPUNIT_TEST(silentServerIsAStall);
    CPPUNIT_TEST(noiseIsNoRecording);
    CPPUNIT_TEST_SUITE_END();

    static constexpr const char* kSample = "adab-1-ikhlas-cbr.mp3";
    static constexpr Milliseconds kLength{49'580};

    test::FaultyServer server_{VlcPlayer::library()};

    void play(VlcPlayer& vlc, const std::string& fault, double rate = 1.0) {
        vlc.player->open(VlcPlayer::item(server_.url(fault, kSample)));
        vlc.player->setRate(rate);
        vlc.player->play();
    }
    static model::PlaybackEnded ended(VlcPlayer& vlc) {
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.untilTold<model::PlaybackEnded>());
        return vlc.all<model::PlaybackEnded>().front();
    }

    void playsAndSeeksOverHttp() {
        VlcPlayer vlc;
        play(vlc, "ok", 4.0);
        CPPUNIT_ASSERT(vlc.untilState(model::PlaybackState::Playing));
        vlc.player->seek(kLength - 6s);
        CPPUNIT_ASSERT(ended(vlc).reason == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended(vlc).position > kLength * 98 / 100);
        CPPUNIT_ASSERT(ended(vlc).coverage < 0.3);
        CPPUNIT_ASSERT(vlc.all<model::CompletionReached>().empty());
    }

    void refusalIsAFailureWithACause() {
        for (const auto* status : {"404", "401"}) {
            VlcPlayer vlc;
            play(vlc, status);
            CPPUNIT_ASSERT(ended(vlc).reason == model::EndReason::Failed);
            const auto failed = vlc.all<model::PlaybackFailed>();
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, failed.size());
            CPPUNIT_ASSERT_MESSAGE(failed[0].fault, failed[0].fault.find(status) != std::string::npos);
            CPPUNIT_ASSERT(!failed[0].retryable);
            CPPUNIT_ASSERT(vlc.untilState(model::PlaybackState::Failed));
        }
    }

    void serverErrorMayPassAway() {
        VlcPlayer vlc;
        play(vlc, "500");
        CPPUNIT_ASSERT(ended(vlc).reason == model::EndReason::Failed);
        CPPUNIT_ASSERT(vlc.all<model::PlaybackFailed>().front().retryable);
    }

    void missingFileIsAFailure() {
        VlcPlayer vlc;
        vlc.player->open(VlcPlayer::item(VlcPlayer::sample("there-is-no-such-file.mp3")));
        vlc.player->play();
        CPPUNIT_ASSERT(ended(vlc).reason == model::EndReason::Failed);
        CPPUNIT_ASSERT(!vlc.all<model::PlaybackFailed>().front().retryable);
    }

    void cutTransferIsTruncated() {
        VlcPlayer vlc;
        play(vlc, "cut", 4.0);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended(vlc).reason == model::EndReason::Truncated);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended(vlc).position > kLength / 4);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended(vlc).position < kLength / 2);
        CPPUNIT_ASSERT(vlc.all<model::CompletionReached>().empty());
    }

    void playAfterACutResumesWhereItBroke() {
        VlcPlayer vlc;
        play(vlc, "cut", 4.0);
        const Milliseconds broke = ended(vlc).position;
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.until(
            [](const VlcPlayer::Events& all) { return all.back().session != all.front().session; }));
        CPPUNIT_ASSERT_EQUAL(broke.count(), vlc.player->snapshot().position.count());
    }

    void silentServerIsAStall() {
        player::PlayerOptions impatient;
        impatient.stallAfter = 1s;
        auto vlc = std::make_unique<VlcPlayer>(impatient);
        play(*vlc, "hang", 4.0);
        CPPUNIT_ASSERT_MESSAGE(vlc->told(), vlc->untilState(model::PlaybackState::Stalled));
        CPPUNIT_ASSERT(vlc->all<model::PlaybackEnded>().empty());
        CPPUNIT_ASSERT(vlc->player->snapshot().position < kLength / 4);

        vlc->player->stop();
        CPPUNIT_ASSERT(ended(*vlc).reason == model::EndReason::StoppedByUser);
        vlc->player->play();
        CPPUNIT_ASSERT(vlc->untilState(model::PlaybackState::Stalled, 2));
        const auto before = std::chrono::steady_clock::now();
        vlc.reset();
        CPPUNIT_ASSERT(std::chrono::steady_clock::now() - before < 15s);
    }

    void noiseIsNoRecording() {
        const test::TempDir dir;
        SeededRandom random(5);
        std::string noise;
        while (noise.size() < 50'000)
            noise.push_back(static_cast<char>(random.next()));
        std::ofstream(dir / "noise.mp3", std::ios::binary) << noise;
        for (const auto catalogue : {std::optional<Milliseconds>{}, std::optional<Milliseconds>{60s}}) {
            VlcPlayer vlc;
            vlc.player->open(VlcPlayer::item("file://" + (dir / "noise.mp3").string(), catalogue));
            vlc.player->play();
            CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended(vlc).reason != model::EndReason::PlayedToEnd);
            CPPUNIT_ASSERT(vlc.all<model::CompletionReached>().empty());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(VlcNetworkTest);
