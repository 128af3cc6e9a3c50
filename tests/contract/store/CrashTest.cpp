// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/sqlite/Connection.h>
#include <durus/store/Store.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/Process.h>
#include <support/TempDir.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>

using namespace durus;

/// Promise P1 against a process that dies: whatever it had acknowledged is there afterwards, exactly once,
/// and nothing is half done.
class CrashTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CrashTest);
    CPPUNIT_TEST(theChildWorks);
    CPPUNIT_TEST(diesBeforeEachWrite);
    CPPUNIT_TEST(diesAfterEachWrite);
    CPPUNIT_TEST(diesInTheMiddleOfEachWrite);
    CPPUNIT_TEST(losesPowerAtEachWrite);
    CPPUNIT_TEST(losesSomeSectorsAtEachWrite);
    CPPUNIT_TEST(goesOnAfterAFullDisk);
    CPPUNIT_TEST(goesOnAfterAReadOnlyDisk);
    CPPUNIT_TEST(goesOnAfterADyingDisk);
    CPPUNIT_TEST(isKilledAtRandomMoments);
    CPPUNIT_TEST(diesAgainAndAgain);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        directory_ = std::make_unique<test::TempDir>();
        const auto store = open();
        store->accounts().addBackend({model::BackendName{"home"}, "platform", "https://home.example", ""});
        store->accounts().addAccount({amina, model::BackendName{"home"}}, "token");
    }
    void tearDown() override { directory_.reset(); }

private:
    /// What the child had said when it died.
    using Acknowledged = std::map<std::string, std::uint64_t>;

    // A round of record, translate, and every third time deliver, is about ten calls.
    static constexpr int kCalls = 38;
    static constexpr std::chrono::seconds kPatience{30};

    const model::AccountName amina{"amina"};

    std::unique_ptr<store::Store> open() { return store::Store::open(directory_->path(), clock_, random_); }

    std::vector<std::string> command(int rounds) const {
        return {(test::buildDir() / "bin" / "store_crash_child").string(), directory_->path().string(),
                std::to_string(rounds)};
    }

    static Acknowledged listen(test::Process& child) {
        Acknowledged acknowledged;
        while (const auto line = child.readLine(kPatience)) {
            const auto space = line->find(' ');
            acknowledged[line->substr(0, space)] = std::stoull(line->substr(space + 1));
        }
        return acknowledged;
    }

    /// Returns false if the child came to its end alive.
    bool dieAt(const std::string& death, int call) {
        auto arguments = command(12);
        arguments.insert(arguments.end(), {death, std::to_string(call)});
        test::Process child(arguments);
        const Acknowledged acknowledged = listen(child);
        const auto status = child.wait(kPatience);
        CPPUNIT_ASSERT_MESSAGE(death, status == 0 || status == 128 + SIGKILL);
        check(acknowledged, death + " " + std::to_string(call));
        return status != 0;
    }

    void dieAtEach(const std::string& death) {
        int deaths = 0;
        for (int call = 1; call <= kCalls; ++call)
            if (dieAt(death, call)) ++deaths;
        CPPUNIT_ASSERT_EQUAL(kCalls, deaths);
    }

    void check(Acknowledged acknowledged, const std::string& what) {
        checkFile(what);
        const auto store = open();
        const auto unseen = store->journal().unseen("translator", 100'000);
        auto entries = store->outbox().entries(amina, 100'000);
        std::reverse(entries.begin(), entries.end());

        // One intent per event the translator has seen, and none for others.
        const std::uint64_t translated = entries.size();
        CPPUNIT_ASSERT_MESSAGE(what, translated >= acknowledged["committed"]);
        for (std::uint64_t i = 0; i < translated; ++i)
            CPPUNIT_ASSERT_MESSAGE(what, entries[i].intent.position == Milliseconds{i + 1});
        for (std::uint64_t i = 0; i < unseen.size(); ++i)
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, translated + i + 1, unseen[i].sequence);
        CPPUNIT_ASSERT_MESSAGE(what, translated + unseen.size() >= acknowledged["appended"]);
        checkDeliveries(*store, entries, acknowledged["settled"], what);

        const auto seen = store->library().progress(amina, model::ListingId{"lecture"});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, translated > 0, seen.has_value());
        if (seen) CPPUNIT_ASSERT_MESSAGE(what, seen->position == Milliseconds{translated});
    }

    void checkDeliveries(store::Store& store, const std::vector<sync::OutboxEntry>& entries,
                         std::uint64_t settled, const std::string& what) {
        std::set<std::uint64_t> inBatch;
        if (const auto batch = store.outbox().openBatch(amina))
            for (const model::Intent& intent : batch->intents)
                inBatch.insert(intent.sequence);
        std::uint64_t open = 0;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const sync::OutboxEntry& entry = entries[i];
            const bool acked = entry.state == sync::DeliveryState::Acked;
            if (entry.state == sync::DeliveryState::Superseded) {
                CPPUNIT_ASSERT_MESSAGE(what, isReport(entry) && isReport(entries.at(i + 1)));
                continue;
            }
            CPPUNIT_ASSERT_MESSAGE(what, acked || entry.intent.sequence > settled);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, inBatch.contains(entry.intent.sequence),
                                         entry.state == sync::DeliveryState::InBatch);
            if (!acked) ++open;
        }
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, open, store.outbox().counts(amina).pending);
    }

    static bool isReport(const sync::OutboxEntry& entry) {
        return entry.intent.kind == model::IntentKind::Progress;
    }

    void checkFile(const std::string& what) {
        sqlite::Connection connection(directory_->path() / "durus.db", sqlite::Access::ReadWrite);
        auto row = connection.prepare("PRAGMA integrity_check");
        CPPUNIT_ASSERT_MESSAGE(what, row.step());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string("ok"), row.text(0));
    }

    void theChildWorks() {
        test::Process child(command(6));
        auto acknowledged = listen(child);
        CPPUNIT_ASSERT(child.wait(kPatience) == 0);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{6}, acknowledged["appended"]);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{6}, acknowledged["committed"]);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{6}, acknowledged["settled"]);
        check(acknowledged, "alive");
    }

    void diesBeforeEachWrite() { dieAtEach("before"); }
    void diesAfterEachWrite() { dieAtEach("after"); }
    void diesInTheMiddleOfEachWrite() { dieAtEach("torn"); }
    void losesPowerAtEachWrite() { dieAtEach("power"); }
    void losesSomeSectorsAtEachWrite() { dieAtEach("sectors"); }

    /// The disk fails for a while, from each call on; what was acknowledged before, meanwhile and afterwards
    /// is there, and all is delivered in the end.
    void survive(const std::string& trouble) {
        std::uint64_t refusals = 0;
        for (int call = 1; call <= kCalls; call += 3) {
            auto arguments = command(12);
            arguments.insert(arguments.end(), {trouble, std::to_string(call), "9"});
            test::Process child(arguments);
            auto acknowledged = listen(child);
            CPPUNIT_ASSERT_MESSAGE(trouble, child.wait(kPatience) == 0);
            if (acknowledged.erase("refused") > 0) ++refusals;
            check(acknowledged, trouble + " " + std::to_string(call));
        }
        CPPUNIT_ASSERT(refusals > 0);
    }

    void goesOnAfterAFullDisk() { survive("full"); }
    void goesOnAfterAReadOnlyDisk() { survive("readonly"); }
    void goesOnAfterADyingDisk() { survive("dying"); }

    void isKilledAtRandomMoments() {
        SystemRandom random;
        for (int n = 0; n < 15; ++n) {
            test::Process child(command(1'000'000));
            const auto lines = 1 + random.upTo(40);
            Acknowledged acknowledged;
            for (std::uint64_t i = 0; i < lines; ++i) {
                const auto line = child.readLine(kPatience);
                CPPUNIT_ASSERT(line.has_value());
                const auto space = line->find(' ');
                acknowledged[line->substr(0, space)] = std::stoull(line->substr(space + 1));
            }
            child.signal(SIGKILL);
            for (const auto& [what, sequence] : listen(child))
                acknowledged[what] = sequence;
            CPPUNIT_ASSERT(child.wait(kPatience) == 128 + SIGKILL);
            check(acknowledged, "killed");
        }
    }

    void diesAgainAndAgain() {
        SystemRandom random;
        const std::vector<std::string> deaths{"before", "after", "torn", "power", "sectors"};
        for (int n = 0; n < 20; ++n)
            dieAt(deaths[random.upTo(deaths.size() - 1)], static_cast<int>(1 + random.upTo(60)));
    }

    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<test::TempDir> directory_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CrashTest);
