// SPDX-License-Identifier: Apache-2.0
#include "History.h"

#include <durus/plugin_codec/PluginBackendCodec.h>

#include <cppunit/extensions/HelperMacros.h>
#include <support/Process.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>

using namespace durus;
using namespace durus::faults;

namespace {

std::uint64_t environment(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

/// Histories of seeds that follow one another, for a number or for a time.
class Run {
public:
    Run()
        : seed_(environment("DURUS_SEED", std::random_device{}())),
          histories_(environment("DURUS_HISTORIES", 150)),
          end_(std::chrono::steady_clock::now() + std::chrono::seconds{environment("DURUS_SECONDS", 0)}),
          timed_(std::getenv("DURUS_SECONDS") != nullptr) {}

    std::uint64_t firstSeed() const { return seed_; }
    bool goesOn() const { return timed_ ? std::chrono::steady_clock::now() < end_ : done_ < histories_; }
    std::uint64_t next() { return seed_ + done_++; }
    std::uint64_t done() const { return done_; }

private:
    std::uint64_t seed_;
    std::uint64_t histories_;
    std::chrono::steady_clock::time_point end_;
    bool timed_;
    std::uint64_t done_ = 0;
};

} // namespace

/// Random histories of two devices, two listeners and everything that can go wrong between them and their
/// backend, each compared with a reference model. DURUS_HISTORIES says how many, DURUS_SECONDS how long,
/// DURUS_SEED where to begin.
class RandomHistoriesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RandomHistoriesTest);
    CPPUNIT_TEST(everyPromiseHolds);
    CPPUNIT_TEST(aHistoryRepeatsExactly);
    CPPUNIT_TEST(aForgottenIntentIsNoticed);
    CPPUNIT_TEST(mixedAccountsAreNoticed);
    CPPUNIT_TEST(changedRetriesAreNoticed);
    CPPUNIT_TEST(stampsFromTheFutureAreNoticed);
    CPPUNIT_TEST(aForgottenCompletionIsNoticed);
    CPPUNIT_TEST_SUITE_END();

    NullLog log_;
    SystemClock clock_;
    plugin_host::PluginRegistry plugins_{{log_, clock_}};
    std::unique_ptr<sync::BackendCodec> platform_;
    std::unique_ptr<sync::BackendCodec> own_;

    /// Even seeds are histories over the platform's API, odd ones over our own protocol.
    sync::BackendCodec& codecOf(std::uint64_t seed) { return seed % 2 == 0 ? *platform_ : *own_; }

    std::unique_ptr<sync::BackendCodec> load(const std::string& name) {
        auto plugin = plugins_.find(name);
        CPPUNIT_ASSERT_MESSAGE("the plugin " + name + " was not built", plugin);
        return std::make_unique<plugin_codec::PluginBackendCodec>(std::move(plugin));
    }

    /// Whether so many of twenty histories are found faulty.
    bool isNoticed(Sabotage sabotage, int times) {
        for (std::uint64_t seed = 1; seed <= 20 && times > 0; ++seed)
            times -= live(seed, historyOf(seed), codecOf(seed), sabotage).faults.empty() ? 0 : 1;
        return times == 0;
    }

public:
    void setUp() override {
        const std::vector<std::filesystem::path> directories{test::buildDir() / "lib/durus/plugins"};
        plugins_.discover(directories);
        platform_ = load("platform");
        own_ = load("durus");
    }

    void everyPromiseHolds() {
        Run run;
        std::size_t deeds = 0;
        std::size_t retries = 0;
        std::cerr << "seed " << run.firstSeed() << '\n';
        while (run.goesOn()) {
            const auto seed = run.next();
            const auto steps = historyOf(seed);
            const auto result = live(seed, steps, codecOf(seed));
            deeds += result.deeds;
            retries += result.retries;
            if (!result.faults.empty()) {
                const auto fewer = shrink(seed, steps, codecOf(seed));
                CPPUNIT_FAIL(report(seed, fewer, live(seed, fewer, codecOf(seed)).faults));
            }
            if (run.done() % 500 == 0)
                std::cerr << run.done() << " histories, " << deeds << " deeds, " << retries << " retries\n";
        }
        std::cerr << run.done() << " histories, " << deeds << " deeds, " << retries
                  << " retries, no promise broken\n";
        CPPUNIT_ASSERT(run.done() < 10 || retries > 0);
    }

    void aHistoryRepeatsExactly() {
        for (const std::uint64_t seed : {3U, 4U, 5U}) {
            const auto first = live(seed, historyOf(seed), codecOf(seed));
            const auto second = live(seed, historyOf(seed), codecOf(seed));
            CPPUNIT_ASSERT_EQUAL(first.deeds, second.deeds);
            CPPUNIT_ASSERT_EQUAL(first.retries, second.retries);
            CPPUNIT_ASSERT_EQUAL(first.digest, second.digest);
        }
    }

    void aForgottenIntentIsNoticed() { CPPUNIT_ASSERT(isNoticed(Sabotage::ForgetsAnIntent, 1)); }
    void mixedAccountsAreNoticed() { CPPUNIT_ASSERT(isNoticed(Sabotage::MixesAccounts, 8)); }
    void changedRetriesAreNoticed() { CPPUNIT_ASSERT(isNoticed(Sabotage::ChangesRetries, 8)); }
    void stampsFromTheFutureAreNoticed() { CPPUNIT_ASSERT(isNoticed(Sabotage::StampsTheFuture, 8)); }
    void aForgottenCompletionIsNoticed() { CPPUNIT_ASSERT(isNoticed(Sabotage::ForgetsCompletion, 8)); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RandomHistoriesTest);
