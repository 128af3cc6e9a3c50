// SPDX-License-Identifier: Apache-2.0
#include "VlcPlayer.h"
#include "WavFile.h"
#include "support/TempDir.h"

#include <durus/core/Error.h>
#include <durus/core/Random.h>
#include <durus/vlc/DecodeVerifier.h>

#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>
#include <map>

using namespace durus;
using namespace std::chrono_literals;
using durus::test::VlcPlayer;

class DecodeVerifierTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DecodeVerifierTest);
    CPPUNIT_TEST(acceptsEverySample);
    CPPUNIT_TEST(refusesWhatLostItsIndex);
    CPPUNIT_TEST(tellsHowLongACutFileReallyIs);
    CPPUNIT_TEST(refusesSoundThatDoesNotDecode);
    CPPUNIT_TEST(refusesNoiseAndText);
    CPPUNIT_TEST(missingFileIsNotCorrupt);
    CPPUNIT_TEST(doesNotDisturbAPlayer);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir dir_;
    NullLog log_;
    std::unique_ptr<download::AudioVerifier> verifier_ = vlc::makeDecodeVerifier(log_);

    static std::string read(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::filesystem::path write(const std::string& name, const std::string& bytes) {
        std::ofstream(dir_ / name, std::ios::binary) << bytes;
        return dir_ / name;
    }
    static std::string noise(std::size_t size) {
        SeededRandom random(5);
        std::string bytes;
        while (bytes.size() < size)
            bytes.push_back(static_cast<char>(random.next()));
        return bytes;
    }
    void refuses(const std::filesystem::path& file, ErrorCode code = ErrorCode::Corrupt) {
        try {
            verifier_->verify(file);
            CPPUNIT_FAIL("accepted " + file.string());
        } catch (const Error& error) {
            CPPUNIT_ASSERT_MESSAGE(error.what(), error.code() == code);
            CPPUNIT_ASSERT(!error.nextStep().empty());
        }
    }

    void acceptsEverySample() {
        const std::map<std::string, std::pair<std::string, Milliseconds>> samples{
            {"adab-1-ikhlas-cbr.mp3", {"mp3", 49'580ms}},
            {"adab-2-muthabara.opus", {"opus", 48'002ms}},
            {"adab-al-talab-16khz.wav", {"wav", 40'342ms}},
            {"ahammiyyat-al-waqt.flac", {"flac", 42'310ms}},
            {"making-time-wrong-length.mp3", {"mp3", 39'653ms}},
            {"patience-1-beginnings-vbr-cover.mp3", {"mp3", 44'147ms}},
            {"patience-2-small-steps.ogg", {"ogg", 39'093ms}},
            {"rifq-moov-last.m4a", {"m4a", 44'503ms}},
        };
        for (const auto& [file, expected] : samples) {
            const auto verified = verifier_->verify(VlcPlayer::library() / file);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(file, expected.first, verified.format);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(file, std::size_t{64}, verified.sha256.size());
            CPPUNIT_ASSERT_MESSAGE(file, verified.mediaType.starts_with("audio/"));
            const double length = double(expected.second.count());
            CPPUNIT_ASSERT_DOUBLES_EQUAL_MESSAGE(file, length, double(verified.duration.count()),
                                                 length * 0.02);
        }
    }

    void refusesWhatLostItsIndex() {
        const std::string bytes = read(VlcPlayer::library() / "rifq-moov-last.m4a");
        refuses(write("cut.m4a", bytes.substr(0, bytes.size() / 2)));
    }

    /// Whether that is long enough is for whoever knows the catalogue.
    void tellsHowLongACutFileReallyIs() {
        for (const auto* name : {"adab-al-talab-16khz.wav", "adab-1-ikhlas-cbr.mp3"}) {
            const std::string bytes = read(VlcPlayer::library() / name);
            const auto verified = verifier_->verify(write(name, bytes.substr(0, bytes.size() / 2)));
            CPPUNIT_ASSERT_MESSAGE(name, verified.duration > 19s && verified.duration < 26s);
        }
    }

    void refusesSoundThatDoesNotDecode() {
        std::string bytes = read(VlcPlayer::library() / "ahammiyyat-al-waqt.flac");
        const std::string rubbish = noise(bytes.size() / 2);
        bytes.replace(bytes.size() / 4, rubbish.size(), rubbish);
        refuses(write("torn.flac", bytes));
    }

    void refusesNoiseAndText() {
        refuses(write("noise.mp3", noise(50'000)));
        refuses(write("empty.mp3", ""));
        refuses(write("portal.mp3", "<!DOCTYPE html><html><body>Please sign in</body></html>"));
    }

    void missingFileIsNotCorrupt() { refuses(dir_ / "missing.mp3", ErrorCode::NotFound); }

    void doesNotDisturbAPlayer() {
        test::writeWav(dir_ / "tone.wav", 2s);
        VlcPlayer vlc;
        vlc.player->open(VlcPlayer::item("file://" + (dir_ / "tone.wav").string()));
        vlc.player->play();
        CPPUNIT_ASSERT(vlc.untilState(model::PlaybackState::Playing));
        verifier_->verify(VlcPlayer::library() / "adab-1-ikhlas-cbr.mp3");
        CPPUNIT_ASSERT(vlc.untilTold<model::PlaybackEnded>());
        CPPUNIT_ASSERT(vlc.all<model::PlaybackEnded>().front().reason == model::EndReason::PlayedToEnd);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DecodeVerifierTest);
