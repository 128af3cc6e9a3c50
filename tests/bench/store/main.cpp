// SPDX-License-Identifier: Apache-2.0
#include "Box.h"
#include "RawSqlite.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

namespace {

using durus::bench::Box;
using durus::bench::RawSqlite;

double microseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> samples) {
    const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
    std::nth_element(samples.begin(), middle, samples.end());
    return *middle;
}

/// F5: turn about, so that whatever else the disk does hits both alike.
void compareWithRaw() {
    constexpr int kRounds = 400;
    Box ours;
    Box theirs;
    RawSqlite raw(theirs.database());
    std::vector<double> store;
    std::vector<double> bare;
    for (int n = 0; n < kRounds; ++n) {
        store.push_back(microseconds([&] { ours.record(); }));
        bare.push_back(microseconds([&] { raw.record(); }));
    }
    const double a = median(store);
    const double b = median(bare);
    std::printf("durable record of one action (journal, then intent, delivery and state), median of %d\n",
                kRounds);
    std::printf("  store %8.0f us   raw SQLite, same rows %8.0f us   ratio %.2f   target <= 1.25\n", a, b,
                a / b);
}

/// A box with so many rows, and what its work took.
struct Sample {
    std::uint64_t rows = 0;
    std::unique_ptr<Box> box;
    std::vector<double> record;
    std::vector<double> scan;
};

/// F8: the same work on top of ever more rows, turn about.
void growth(const char* title, std::uint64_t most, bool delivered) {
    constexpr int kRounds = 200;
    constexpr std::size_t kScan = 100;
    std::vector<Sample> samples;
    for (std::uint64_t rows = 100; rows <= most; rows *= 10) {
        Sample sample{rows, std::make_unique<Box>(), {}, {}};
        sample.box->addPending(rows);
        if (delivered) {
            sample.box->deliverAll();
            sample.box->addPending(kScan);
        }
        samples.push_back(std::move(sample));
    }
    for (int n = 0; n < kRounds; ++n)
        for (Sample& sample : samples) {
            sample.record.push_back(microseconds([&] { sample.box->record(); }));
            sample.scan.push_back(microseconds([&] {
                sample.box->outbox().pending(Box::account(), durus::model::IntentFamily::Progress, kScan);
            }));
        }
    std::printf("\n%s\n  %10s %12s %15s %10s %10s\n", title, "rows", "record us", "scan of 100 us",
                "record x", "scan x");
    for (const Sample& sample : samples)
        std::printf("  %10llu %12.0f %15.0f %10.2f %10.2f\n", static_cast<unsigned long long>(sample.rows),
                    median(sample.record), median(sample.scan),
                    median(sample.record) / median(samples.front().record),
                    median(sample.scan) / median(samples.front().scan));
}

} // namespace

/// Usage: durus-bench-store [ROWS], the most rows of history to measure with; 1000000 if not given.
int main(int argc, char** argv) {
    const auto most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000ULL;
    try {
        compareWithRaw();
        growth("with so many intents delivered before (flat = 1.00)", most, true);
        growth("with so many intents waiting, offline (flat = 1.00)", most, false);
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "durus-bench-store: %s\n", fault.what());
        return 1;
    }
}
