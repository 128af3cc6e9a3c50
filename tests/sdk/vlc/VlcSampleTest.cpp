// SPDX-License-Identifier: Apache-2.0
#include "VlcPlayer.h"
#include "support/TempDir.h"

#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>

using namespace durus;
using namespace std::chrono_literals;
using durus::test::VlcPlayer;

/// Real recordings through libVLC, at four times the speed where that tells as much.
class VlcSampleTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(VlcSampleTest);
    CPPUNIT_TEST(playsMp3ToItsEnd);
    CPPUNIT_TEST(playsVbrMp3WithACoverToItsEnd);
    CPPUNIT_TEST(playsM4aToItsEnd);
    CPPUNIT_TEST(playsOpusToItsEnd);
    CPPUNIT_TEST(playsVorbisToItsEnd);
    CPPUNIT_TEST(playsFlacToItsEnd);
    CPPUNIT_TEST(playsWavToItsEnd);
    CPPUNIT_TEST(catalogueCorrectsALyingHeader);
    CPPUNIT_TEST(lengthOfVbrWithoutAHeaderIsDoubted);
    CPPUNIT_TEST(wholeRecordingIsHeardAndCompleted);
    CPPUNIT_TEST_SUITE_END();

    /// The last eight seconds of a recording, to its natural end. At this rate libVLC drops up to half of
    /// them while it gets going.
    static void playTail(const std::string& name, Milliseconds length) {
        VlcPlayer vlc;
        vlc.player->open(VlcPlayer::item(VlcPlayer::sample(name)), length - 8s);
        vlc.player->setRate(4.0);
        vlc.player->play();
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.untilTold<model::PlaybackEnded>());
        const auto ended = vlc.all<model::PlaybackEnded>().front();
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.reason == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.position > length * 98 / 100);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.position < length * 102 / 100);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), vlc.all<model::PositionDiscontinuity>().empty());
        CPPUNIT_ASSERT(vlc.all<model::CompletionReached>().empty());
        const auto heard = vlc.rendered->frames * 1'000 * 4 / vlc::RenderedAudio::kFramesPerSecond;
        CPPUNIT_ASSERT_MESSAGE(std::to_string(heard), heard > 3'500 && heard < 9'000);
    }

    void playsMp3ToItsEnd() { playTail("adab-1-ikhlas-cbr.mp3", 49'580ms); }
    void playsVbrMp3WithACoverToItsEnd() { playTail("patience-1-beginnings-vbr-cover.mp3", 44'147ms); }
    void playsM4aToItsEnd() { playTail("rifq-moov-last.m4a", 44'503ms); }
    void playsOpusToItsEnd() { playTail("adab-2-muthabara.opus", 48'002ms); }
    void playsVorbisToItsEnd() { playTail("patience-2-small-steps.ogg", 39'093ms); }
    void playsFlacToItsEnd() { playTail("ahammiyyat-al-waqt.flac", 42'310ms); }
    void playsWavToItsEnd() { playTail("adab-al-talab-16khz.wav", 40'342ms); }

    void catalogueCorrectsALyingHeader() {
        VlcPlayer vlc;
        vlc.player->open(VlcPlayer::item(VlcPlayer::sample("making-time-wrong-length.mp3"), 39'653ms));
        vlc.player->setRate(4.0);
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        const auto ended = vlc.all<model::PlaybackEnded>().front();
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.reason == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT(ended.duration == 39'653ms && ended.position == 39'653ms);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, vlc.all<model::DurationChanged>().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, vlc.all<model::CompletionReached>().size());
    }

    /// Without its Xing header libVLC guesses the length from the bit rate of the moment.
    void lengthOfVbrWithoutAHeaderIsDoubted() {
        const test::TempDir dir;
        std::ifstream in(VlcPlayer::library() / "patience-1-beginnings-vbr-cover.mp3", std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const auto header = bytes.find("Xing");
        CPPUNIT_ASSERT(header != std::string::npos);
        bytes.replace(header, 4, "none");
        std::ofstream(dir / "vbr.mp3", std::ios::binary) << bytes;

        VlcPlayer vlc;
        vlc.player->open(VlcPlayer::item("file://" + (dir / "vbr.mp3").string()));
        vlc.player->setRate(4.0);
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        const auto ended = vlc.all<model::PlaybackEnded>().front();
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.reason == model::EndReason::PlayedToEnd);
        CPPUNIT_ASSERT_MESSAGE(vlc.told(), ended.position > 43'200ms && ended.position < 45'100ms);
        for (const auto& progress : vlc.all<model::ProgressReported>())
            CPPUNIT_ASSERT_MESSAGE(vlc.told(),
                                   progress.duration == 0ms || progress.duration >= progress.position);
    }

    void wholeRecordingIsHeardAndCompleted() {
        VlcPlayer vlc;
        vlc.player->open(VlcPlayer::item(VlcPlayer::sample("patience-2-small-steps.ogg")));
        vlc.player->setRate(4.0);
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, vlc.all<model::CompletionReached>().size());
        CPPUNIT_ASSERT_DOUBLES_EQUAL(1.0, vlc.all<model::PlaybackEnded>().front().coverage, 0.02);
        const auto heard = vlc.rendered->frames * 1'000 * 4 / vlc::RenderedAudio::kFramesPerSecond;
        CPPUNIT_ASSERT_MESSAGE(std::to_string(heard), heard > 39'093 * 98 / 100);
        const std::string told = vlc.told();
        CPPUNIT_ASSERT_MESSAGE(told, told.find("; progress 39093 of 39093; completed 39093; "
                                               "played_to_end 39093") != std::string::npos);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(VlcSampleTest);
