// SPDX-License-Identifier: Apache-2.0
#include "Crowd.h"

#include "Footprint.h"
#include "Latency.h"
#include "RunningServer.h"
#include "media/AudioName.h"

#include <cppunit/extensions/HelperMacros.h>
#include <poll.h>
#include <sys/resource.h>

#include <fstream>
#include <iostream>

using namespace durus;
using std::string;

namespace {

// Twice this is beyond the ten seconds a head may take and the fifteen between requests: whoever dribbles or
// is idle is thrown out and comes back meanwhile.
constexpr std::chrono::seconds kHalf{10};
constexpr std::chrono::seconds kAlone{3};
constexpr std::chrono::milliseconds kWarmUp{500};
constexpr std::size_t kBigBytes = 16U << 20U;

/// A WAV file far larger than what sockets buffer.
void writeBigRecording(const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary);
    const auto number = [&out](std::uint32_t value, int bytes) {
        for (; bytes > 0; --bytes, value >>= 8U)
            out.put(static_cast<char>(value & 0xffU));
    };
    out << "RIFF";
    number(kBigBytes + 36, 4);
    out << "WAVEfmt ";
    number(16, 4);
    number(1, 2);
    number(1, 2);
    number(48'000, 4);
    number(96'000, 4);
    number(2, 2);
    number(16, 2);
    out << "data";
    number(kBigBytes, 4);
    out << string(kBigBytes, '\x11');
}

void allowManyDescriptors() {
    rlimit files{};
    CPPUNIT_ASSERT_EQUAL(0, ::getrlimit(RLIMIT_NOFILE, &files));
    CPPUNIT_ASSERT_MESSAGE("this needs a hard limit of 4096 descriptors", files.rlim_max >= 4096);
    files.rlim_cur = files.rlim_max;
    CPPUNIT_ASSERT_EQUAL(0, ::setrlimit(RLIMIT_NOFILE, &files));
}

std::ostream& operator<<(std::ostream& out, const test::Footprint& taken) {
    return out << taken.residentKib << " KiB resident, " << taken.descriptors << " descriptors";
}

} // namespace

/// The real program among 2,900 clients that do it harm: whoever behaves is served as ever, and it takes no
/// more of the machine than that many connections need.
class CrowdTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CrowdTest);
    CPPUNIT_TEST(theWellBehavedAreServedAmongTheOthers);
    CPPUNIT_TEST_SUITE_END();

    // p99 as docs/guarantees.md states it, or what this machine is able to do at all, whichever is more.
    static constexpr std::chrono::milliseconds kP99{50};
    static constexpr int kTimesBaseline = 10;
    // A connection holds no buffer but what has come of a line it cannot use yet: at most 8 KiB. The slack is
    // the allocator's, and what the worker threads touch for the first time.
    static constexpr std::size_t kKibPerConnection = 8;
    static constexpr std::size_t kSlackKib = 16 * 1024;
    // From the first half of the crowd's time to the second: what repeats must not accumulate.
    static constexpr std::size_t kDriftKib = 8 * 1024;

    test::RunningServer server_;

    string importBig() {
        const auto file = server_.data() / "big.wav";
        writeBigRecording(file);
        const string slug = server_.library().import(file);
        const auto item = server_.library().store().library().bySlug(model::Slug{slug}, model::kLocalAccount);
        return mediaserver::media::audioPath(*item->stored);
    }

    test::Footprint footprint() { return test::Footprint::of(server_.process().pid()); }

    bool comesDownTo(std::size_t descriptors) {
        constexpr int kTries = 400;
        for (int i = 0; i < kTries; ++i) {
            if (footprint().descriptors <= descriptors) return true;
            ::poll(nullptr, 0, 100);
        }
        return false;
    }

    void theWellBehavedAreServedAmongTheOthers() {
        allowManyDescriptors();
        const string big = importBig();
        const std::uint16_t port = server_.port();
        test::measureLatency(port, big, kWarmUp);
        const test::Footprint before = footprint();
        const test::Latency alone = test::measureLatency(port, big, kAlone);
        std::cout << "\nalone: " << alone.text() << "\nbefore: " << before << '\n';

        const test::Crowd::Size size{
            .dribbling = 500, .notReading = 200, .idle = 2000, .resetting = 50, .hostile = 150};
        const std::size_t held = size.dribbling + size.notReading + size.idle + size.hostile;
        test::Latency among;
        test::Footprint half;
        test::Footprint end;
        std::size_t connections = 0;
        {
            const test::Crowd crowd(port, big, size);
            CPPUNIT_ASSERT_MESSAGE("the crowd is not let in", crowd.waitUntilThere(std::chrono::seconds{60}));
            test::measureLatency(port, big, kHalf);
            half = footprint();
            among = test::measureLatency(port, big, kHalf);
            end = footprint();
            connections = crowd.connections();
        }
        std::cout << "in the crowd: " << among.text() << "\nhalf: " << half << "\nend: " << end << " ("
                  << connections << " connections were made)\n";
        const bool cameDown = comesDownTo(before.descriptors);
        std::cout << "afterwards: " << footprint() << std::endl;

        CPPUNIT_ASSERT_MESSAGE("the crowd was not there",
                               end.descriptors > before.descriptors + size.idle / 2);
        CPPUNIT_ASSERT_MESSAGE("p99 " + among.text(), among.p99 <= std::max<std::chrono::microseconds>(
                                                                       kP99, kTimesBaseline * alone.p99));
        CPPUNIT_ASSERT_MESSAGE("memory for connections",
                               end.residentKib <= before.residentKib + held * kKibPerConnection + kSlackKib);
        CPPUNIT_ASSERT_MESSAGE("memory that grows", end.residentKib <= half.residentKib + kDriftKib);
        CPPUNIT_ASSERT_MESSAGE("descriptors that stay", cameDown);
        test::measureLatency(port, big, kWarmUp);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CrowdTest);
