// SPDX-License-Identifier: Apache-2.0
#include "support/Box.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>

using namespace std::chrono_literals;
using durus::test::Box;
using durus::test::Process;

namespace {

constexpr auto kLongestRound = 9'000ms; ///< beyond one progress interval of 5 s
constexpr long kMostLost = 6'000;       ///< milliseconds of playback

long environment(const char* name, long otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : std::atol(value);
}

/// The last position a player reported before it was killed.
long lastPosition(const std::vector<std::string>& lines) {
    long position = 0;
    for (const auto& line : lines) {
        const auto report = Poco::JSON::Parser().parse(line).extract<Poco::JSON::Object::Ptr>();
        position = std::max(position, report->optValue<long>("positionMs", 0));
    }
    return position;
}

} // namespace

/// kill -9 of processes that play and that record, at random moments, online and offline. DURUS_KILLS says
/// how many (default 6), DURUS_SEED repeats a run.
class KillPlayTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(KillPlayTest);
    CPPUNIT_TEST(keepsWhatWasAcknowledgedAndTheResumePosition);
    CPPUNIT_TEST_SUITE_END();

public:
    void keepsWhatWasAcknowledgedAndTheResumePosition() {
        const auto seed =
            static_cast<unsigned long>(environment("DURUS_SEED", static_cast<long>(std::random_device{}())));
        const auto kills = environment("DURUS_KILLS", 6);
        std::cerr << "seed " << seed << ", " << kills << " kills\n";
        random_.seed(seed);

        Box box;
        lectures_ = box.lectures();
        for (long round = 0; round < kills; ++round) {
            if (chance(3)) box.stopBackend();
            playAndKill(box, round);
            favoriteAndKill(box);
            if (chance(2)) box.startBackend();
        }
        box.startBackend();
        settle(box);
        compareFavorites(box);
        compareProgress(box);
    }

private:
    bool chance(unsigned oneIn) { return random_() % oneIn == 0; }
    std::chrono::milliseconds moment(std::chrono::milliseconds longest) {
        return std::chrono::milliseconds(random_() % static_cast<unsigned long>(longest.count()));
    }

    void playAndKill(Box& box, long round) {
        const auto& slug = lectures_[random_() % lectures_.size()];
        const auto before = resumeOf(box, slug);
        const auto span = moment(kLongestRound);
        Process player(box.command({"play", slug, "--output", "null"}));
        auto lines = player.readFor(span);
        player.signal(SIGKILL);
        player.wait(10s);
        for (auto& line : player.readFor(1s))
            lines.push_back(std::move(line));

        const auto heard = lastPosition(lines);
        const auto after = resumeOf(box, slug);
        std::cerr << "round " << round << ": " << slug << " killed after " << span.count() << " ms, heard "
                  << heard << ", resumed at " << before << ", resumes at " << after << '\n';
        CPPUNIT_ASSERT_MESSAGE(slug + " lost more than 6 s", after >= heard - kMostLost);
        if (lines.empty()) CPPUNIT_ASSERT_EQUAL_MESSAGE(slug, wholeSeconds(before), wholeSeconds(after));
    }

    void favoriteAndKill(Box& box) {
        const auto& slug = lectures_[random_() % lectures_.size()];
        const bool favorite = chance(2);
        Process action(box.command({favorite ? "favorite" : "unfavorite", slug}));
        const auto status = action.wait(moment(120ms));
        if (!status) action.signal(SIGKILL);
        if (status.value_or(action.wait(10s).value_or(-1)) == 0) {
            favorites_[slug] = favorite;
            unsure_.erase(slug);
        } else {
            unsure_.insert(slug);
        }
    }

    /// The backend keeps whole seconds, and its word replaces ours whenever it has acknowledged.
    static long wholeSeconds(long milliseconds) { return milliseconds / 1000; }

    static long resumeOf(Box& box, const std::string& slug) {
        const auto progress = box.run({"progress", slug})->getArray("progress")->getObject(0);
        return progress->getValue<long>("positionMs");
    }

    static void settle(Box& box) {
        box.run({"sync", "--now"});
        const auto accounts = box.run({"status"})->getArray("accounts");
        for (std::size_t i = 0; i < accounts->size(); ++i) {
            CPPUNIT_ASSERT_EQUAL(0L,
                                 accounts->getObject(static_cast<unsigned>(i))->getValue<long>("pending"));
            CPPUNIT_ASSERT_EQUAL(
                0L, accounts->getObject(static_cast<unsigned>(i))->getValue<long>("quarantined"));
        }
    }

    /// Acknowledged favourites are at the backend as they were last set; one whose process was killed before
    /// it answered may stand either way.
    void compareFavorites(Box& box) {
        std::map<std::string, bool> atBackend;
        const auto rows = box.backendSays("/me/library/saved/delta")->getArray("answer");
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const auto row = rows->getObject(static_cast<unsigned>(i));
            const auto id = row->getValue<std::string>("listingId");
            CPPUNIT_ASSERT_MESSAGE("twice: " + id, !atBackend.contains(id));
            atBackend[id] = !row->has("deletedAt");
        }
        const auto ids = slugsToIds(box);
        for (const auto& [slug, favorite] : favorites_) {
            if (unsure_.contains(slug)) continue;
            CPPUNIT_ASSERT_MESSAGE("missing: " + slug, atBackend.contains(ids.at(slug)));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(slug, favorite, atBackend.at(ids.at(slug)));
        }
    }

    /// After settling, the box shows exactly what the backend holds.
    static void compareProgress(Box& box) {
        std::map<std::string, long> atBackend;
        const auto rows = box.backendSays("/audio/progress")->getArray("answer");
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const auto row = rows->getObject(static_cast<unsigned>(i));
            const auto id = row->getValue<std::string>("listingId");
            CPPUNIT_ASSERT_MESSAGE("twice: " + id, !atBackend.contains(id));
            atBackend[id] = row->getValue<long>("positionSeconds");
        }
        const auto here = box.run({"progress"})->getArray("progress");
        for (std::size_t i = 0; i < here->size(); ++i) {
            const auto entry = here->getObject(static_cast<unsigned>(i));
            const auto id = entry->getValue<std::string>("id");
            CPPUNIT_ASSERT_MESSAGE("missing: " + id, atBackend.contains(id));
            CPPUNIT_ASSERT_EQUAL(atBackend.at(id), entry->getValue<long>("positionMs") / 1000);
        }
    }

    static std::map<std::string, std::string> slugsToIds(Box& box) {
        std::map<std::string, std::string> ids;
        const auto listings = box.run({"list"})->getArray("listings");
        for (std::size_t i = 0; i < listings->size(); ++i) {
            const auto listing = listings->getObject(static_cast<unsigned>(i));
            ids[listing->getValue<std::string>("slug")] = listing->getValue<std::string>("id");
        }
        return ids;
    }

    std::mt19937_64 random_;
    std::vector<std::string> lectures_;
    std::map<std::string, bool> favorites_;
    std::set<std::string> unsure_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(KillPlayTest);
