// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"
#include "media/AudioName.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>

using namespace durus;
using std::string;

/// Programs people listen with, on a recording of an hour. libVLC plays every format through the server in
/// playback.FormatsTest, Chromium in browser.player.
class ClientsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ClientsTest);
    CPPUNIT_TEST(mpvPlaysTheLastSeconds);
    CPPUNIT_TEST(ffprobeKnowsTheLength);
    CPPUNIT_TEST(curlGoesOnWhereItWasCutOff);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::chrono::minutes kLimit{2};

    test::RunningServer server_;
    std::filesystem::path file_;
    string url_;

    static test::Finished run(const std::vector<string>& command) {
        return test::runProcess(command, kLimit);
    }

    static string bytesOf(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

public:
    void setUp() override {
        file_ = server_.data() / "hour.mp3";
        CPPUNIT_ASSERT_EQUAL(0, run({"ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                                     "sine=frequency=330:sample_rate=8000", "-t", "3600", "-ac", "1", "-c:a",
                                     "libmp3lame", "-compression_level", "9", "-b:a", "8k", file_.string()})
                                    .status);
        const model::Slug slug{server_.library().import(file_)};
        const auto item = server_.library().store().library().bySlug(slug, model::kLocalAccount);
        url_ = server_.url() + mediaserver::media::audioPath(*item->stored);
    }

    void mpvPlaysTheLastSeconds() {
        const auto played = run({"mpv", "--no-config", "--no-video", "--ao=null", "--untimed", "--start=3597",
                                 "--term-playing-msg=begins ${=time-pos}", url_});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(played.output, 0, played.status);
        CPPUNIT_ASSERT_MESSAGE(played.output, played.output.find("begins 3597.") != string::npos ||
                                                  played.output.find("begins 3596.") != string::npos);
    }

    void ffprobeKnowsTheLength() {
        const auto probed = run({"ffprobe", "-v", "error", "-show_entries", "format=format_name,duration",
                                 "-of", "default=noprint_wrappers=1", url_});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(probed.output, 0, probed.status);
        CPPUNIT_ASSERT_MESSAGE(probed.output, probed.output.find("format_name=mp3") != string::npos);
        CPPUNIT_ASSERT_MESSAGE(probed.output, probed.output.find("duration=3600.") != string::npos);
    }

    void curlGoesOnWhereItWasCutOff() {
        const auto part = server_.data() / "part.mp3";
        CPPUNIT_ASSERT_EQUAL(0, run({"curl", "-sf", "-r", "0-1234567", "-o", part.string(), url_}).status);
        CPPUNIT_ASSERT_EQUAL(std::uintmax_t{1'234'568}, std::filesystem::file_size(part));
        CPPUNIT_ASSERT_EQUAL(0, run({"curl", "-sf", "-C", "-", "-o", part.string(), url_}).status);
        CPPUNIT_ASSERT(bytesOf(part) == bytesOf(file_));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ClientsTest);
