// SPDX-License-Identifier: Apache-2.0
#include "LaterClock.h"
#include "ReadingProxy.h"
#include "SeenWrites.h"
#include "SyncWorld.h"
#include "support/Process.h"

#include <durus/core/IsoTime.h>

#include <cppunit/extensions/HelperMacros.h>
#include <sys/wait.h>

#include <csignal>
#include <future>
#include <iostream>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;

/// Passes in a process of their own over HTTPS, killed at every boundary between box and backend. Another
/// process goes on each time.
class KillPassTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(KillPassTest);
    CPPUNIT_TEST(killedAtEachMomentOfTheLine);
    CPPUNIT_TEST(killedAroundEachExchange);
    CPPUNIT_TEST(theChecksCanFail);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::chrono::seconds kPatience{60};
    static constexpr int kMomentsOfAnExchange = 6;
    static constexpr int kMostBoundaries = 200;

    LaterClock clock_;
    std::unique_ptr<World> world_;
    std::unique_ptr<ReadingProxy> line_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;
    long round_ = 0;
    std::size_t seen_ = 0; ///< requests of earlier rounds
    std::uint64_t resends_ = 0;

    std::unique_ptr<test::Process> child(const std::vector<std::string>& halt = {}) {
        std::vector<std::string> command{(test::buildDir() / "bin/sync_halting_child").string(),
                                         (box_->directory / "data").string(),
                                         (test::buildDir() / "lib/durus/plugins").string(),
                                         box_->account.str(), std::to_string(clock_.later().count())};
        command.insert(command.end(), halt.begin(), halt.end());
        return std::make_unique<test::Process>(command);
    }

    /// A lane that must not be collapsed, one that may, and a favourite.
    void recordRound() {
        ++round_;
        box_->record(lectures_[0], Kind::Progress, round_ * 10 + 1);
        box_->record(lectures_[0], Kind::Completed, round_ * 10 + 2);
        box_->record(lectures_[0], Kind::Progress, round_ * 10 + 3);
        box_->record(lectures_[1], Kind::Progress, round_ * 10 + 4);
        box_->record(lectures_[1], Kind::Progress, round_ * 10 + 5);
        box_->record(lectures_[2], round_ % 2 == 1 ? Kind::Favorite : Kind::Unfavorite);
    }

    static std::string quoted(const std::string& key) { return "\"" + key + "\""; }

    std::vector<SeenWrite> writesOfRound() const {
        auto requests = line_->requests();
        requests.erase(requests.begin(), requests.begin() + static_cast<std::ptrdiff_t>(seen_));
        return writesOf(requests);
    }

    /// Another process goes on, once the dead one's lease has run out.
    void drain(const std::string& what) {
        const auto open = box_->store().outbox().openBatch(box_->account);
        const std::size_t before = writesOfRound().size();
        clock_.advance(6s);
        const auto drainer = child();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string("settled"),
                                     drainer->readLine(kPatience).value_or("nothing"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 0, drainer->wait(kPatience).value_or(-1));
        const auto writes = writesOfRound();
        if (open) {
            CPPUNIT_ASSERT_MESSAGE(what, writes.size() > before);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, quoted(open->idempotencyKey), writes[before].key);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, open->request.body, writes[before].body);
            ++resends_;
        }
        for (const std::string& fault : faultsOf(writes, toIso8601(clock_.wall())))
            CPPUNIT_FAIL(what + ": " + fault);
        seen_ = line_->requests().size();
    }

    void assertAllArrived(const std::string& what) {
        const auto counts = box_->counts();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::uint64_t{0}, counts.pending);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::uint64_t{0}, counts.quarantined);
        const auto held = world_->progress();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::size_t{2}, held.size());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, round_ * 10 + 3, held.at(lectures_[0]).positionSeconds);
        CPPUNIT_ASSERT_MESSAGE(what, held.at(lectures_[0]).completed);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, round_ * 10 + 5, held.at(lectures_[1]).positionSeconds);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, round_ % 2 == 1, world_->favorites().at(lectures_[2]));
    }

    /// Whether the process was killed, rather than coming to its end.
    bool isKilled(test::Process& process, const std::string& what) {
        const auto status = process.wait(kPatience);
        CPPUNIT_ASSERT_MESSAGE(what, status == 0 || status == 128 + SIGKILL);
        return status != 0;
    }

public:
    void setUp() override {
        world_ = std::make_unique<World>(reference::Quirks{}, &clock_);
        line_ = std::make_unique<ReadingProxy>(world_->backend().port(),
                                               std::filesystem::path(world_->caFile()).parent_path());
        box_ = std::make_unique<SyncBox>(*world_, line_->url(), &clock_);
        // Only passes go by the line.
        box_->endpoint.url = world_->backend().url();
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        lectures_ = box_->lectures();
        recordRound();
        drain("unharmed");
        assertAllArrived("unharmed");
    }
    void tearDown() override {
        box_.reset();
        line_.reset();
        world_.reset();
    }

    void killedAtEachMomentOfTheLine() {
        int kills = 0;
        for (int boundary = 1; boundary <= kMostBoundaries; ++boundary) {
            recordRound();
            std::promise<const test::Process*> born;
            const auto known = born.get_future().share();
            int left = boundary;
            line_->watch([&left, known](ReadingProxy::Moment) {
                if (--left > 0) return true;
                known.get()->signal(SIGKILL);
                siginfo_t info{};
                ::waitid(P_PID, static_cast<id_t>(known.get()->pid()), &info, WEXITED | WNOWAIT);
                return false;
            });
            const auto process = child();
            born.set_value(process.get());
            const std::string what = "moment " + std::to_string(boundary);
            const bool killed = isKilled(*process, what);
            line_->watch({});
            line_->awaitQuiet();
            drain(what);
            assertAllArrived(what);
            if (!killed) break;
            ++kills;
        }
        std::cerr << kills << " kills, " << resends_ << " batches sent again\n";
        CPPUNIT_ASSERT(kills > 20 && kills < kMostBoundaries);
        CPPUNIT_ASSERT_EQUAL(2, kills % kMomentsOfAnExchange); // connect and shake hands once
        CPPUNIT_ASSERT(resends_ > 10);
        CPPUNIT_ASSERT(world_->backend().counters().retries > 0);
    }

    void killedAroundEachExchange() {
        int kills = 0;
        for (const std::string when : {"before", "after"})
            for (int exchange = 1; exchange <= kMostBoundaries; ++exchange) {
                recordRound();
                const auto process = child({"kill", when, std::to_string(exchange)});
                const std::string what = when + " exchange " + std::to_string(exchange);
                const bool killed = isKilled(*process, what);
                drain(what);
                assertAllArrived(what);
                if (!killed) break;
                ++kills;
            }
        std::cerr << kills << " kills, " << resends_ << " batches sent again\n";
        CPPUNIT_ASSERT(kills >= 8 && kills % 2 == 0);
    }

    void theChecksCanFail() {
        const auto write = [](const std::string& key, const std::string& items) {
            const std::string body = R"({"items":[)" + items + "]}";
            return "POST /x HTTP/1.1\r\nIdempotency-Key: " + key +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        };
        const auto item = [](int position, const std::string& stamp = "2026-01-01T00:00:00.000Z") {
            return R"({"listingId":"l","positionSeconds":)" + std::to_string(position) + R"(,"updatedAt":")" +
                   stamp + "\"}";
        };
        const auto faults = [](const std::vector<std::string>& requests) {
            return faultsOf(writesOf(requests), "2026-01-01T00:00:01.000Z").size();
        };
        const std::string first = write("1", item(5));
        const std::string second = write("2", item(6));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, faults({first.substr(0, 30), first, first, "GET", second}));
        CPPUNIT_ASSERT(faults({first.substr(0, first.size() / 2), second}) > 0);
        CPPUNIT_ASSERT(faults({first, write("1", item(6))}) > 0);
        CPPUNIT_ASSERT(faults({first, second, first}) > 0);
        CPPUNIT_ASSERT(faults({first, write("2", item(5))}) > 0);
        CPPUNIT_ASSERT(faults({second, first}) > 0);
        CPPUNIT_ASSERT(faults({write("1", item(5, "2026-01-02T00:00:00.000Z"))}) > 0);
        CPPUNIT_ASSERT(faults({write("", item(5))}) > 0);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(KillPassTest);
