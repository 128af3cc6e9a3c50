// SPDX-License-Identifier: Apache-2.0
#include "Backend.h"
#include "Drain.h"
#include "ListeningHour.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>

namespace {

using namespace durus::bench;

constexpr std::size_t kIntents = 10'000;
constexpr int kRounds = 5;
constexpr std::size_t kEvents = 100'000;
constexpr std::size_t kLectures = 100;
constexpr std::size_t kDrainListeners = 2 * (kRounds + 1);

void print(const DrainCost& cost) {
    std::printf("drain of %zu pending intents, %zu bytes of bodies, medians of %d rounds, turn about\n",
                kIntents, cost.bytes, kRounds);
    std::printf("  ours %8.0f ms in %zu writes, each read back   ideal %8.0f ms in %zu   ratio %.2f   "
                "target <= 2\n",
                cost.ours, cost.requests, cost.ideal, cost.idealRequests, cost.ratio());
    std::printf("  of ours:      https and backend %6.0f ms   codec %6.0f ms   store and pass %6.0f ms   "
                "(processor of the box's thread %.0f ms)\n",
                cost.http, cost.codec, cost.store, cost.cpu);
    std::printf("  of the ideal: https and backend %6.0f ms                     transaction    %6.0f ms\n",
                cost.idealHttp, cost.idealStore);
}

void print(const char* title, const HourCost& cost) {
    std::printf("  %-28s %llu reports, %llu passes, %llu items: %llu bytes up, %llu down\n", title,
                static_cast<unsigned long long>(cost.reports), static_cast<unsigned long long>(cost.passes),
                static_cast<unsigned long long>(cost.sent), static_cast<unsigned long long>(cost.up),
                static_cast<unsigned long long>(cost.down));
}

void printJson(const DrainCost& drained, std::size_t items, const HourCost& kept, const HourCost& anew) {
    std::printf(R"({"bench":"sync","intents":%zu,"rounds":%d,"oursMs":%.1f,"idealMs":%.1f,"ratio":%.3f,)"
                R"("httpMs":%.1f,"codecMs":%.1f,"storeMs":%.1f,"cpuMs":%.1f,"idealHttpMs":%.1f,)"
                R"("idealStoreMs":%.1f,"events":%zu,"lectures":%zu,"itemsSent":%zu,)"
                R"("hourKept":{"up":%llu,"down":%llu},"hourAnew":{"up":%llu,"down":%llu}})"
                "\n",
                kIntents, kRounds, drained.ours, drained.ideal, drained.ratio(), drained.http, drained.codec,
                drained.store, drained.cpu, drained.idealHttp, drained.idealStore, kEvents, kLectures, items,
                static_cast<unsigned long long>(kept.up), static_cast<unsigned long long>(kept.down),
                static_cast<unsigned long long>(anew.up), static_cast<unsigned long long>(anew.down));
}

int measure(const std::filesystem::path& directory, const std::filesystem::path& plugins) {
    const Backend backend(directory, kIntents, kDrainListeners + 3);
    const DrainCost drained = drain(directory, plugins, backend, 0, kIntents, kRounds);
    print(drained);
    const std::size_t items =
        itemsSent(directory / "events", plugins, backend, kDrainListeners, kEvents, kLectures);
    std::printf("\ndrain of %zu progress events over %zu lectures: %zu items sent, at most %zu allowed\n",
                kEvents, kLectures, items, kLectures);
    std::printf("\nan hour of listening, all bytes of TCP's stream, TLS among them\n");
    const HourCost kept = listenForAnHour(directory / "kept", plugins, backend, kDrainListeners + 1, true);
    print("one connection", kept);
    const HourCost anew = listenForAnHour(directory / "anew", plugins, backend, kDrainListeners + 2, false);
    print("a connection for each pass", anew);
    printJson(drained, items, kept, anew);
    return items <= kLectures ? 0 : 1;
}

} // namespace

/// Usage: durus-bench-sync DIR PLUGINS. DIR holds what make-certificates.sh made, and is written to.
/// The last line is JSON. Exit 1 if more was sent than there are lectures.
int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: durus-bench-sync DIR PLUGINS\n", stderr);
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    try {
        return measure(argv[1], argv[2]);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "durus-bench-sync: %s\n", fault.what());
        return 1;
    }
}
