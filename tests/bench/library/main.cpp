// SPDX-License-Identifier: Apache-2.0
// durus-bench-library BIN_DIR RECORDING [LECTURES]: F4, and what a room of 200 listeners leaves to others.
#include "Client.h"
#include "Listeners.h"
#include "ManyLectures.h"
#include "SampleLibrary.h"
#include "ServerProcess.h"
#include "media/AudioName.h"
#include "support/TempDir.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <thread>

using namespace durus;
using namespace durus::bench;

namespace {

constexpr std::size_t kLectures = 100'000;
constexpr int kSearchesPerSecond = 50;
constexpr std::chrono::seconds kSpan{20};
constexpr std::size_t kListeners = 200;

std::string encoded(const std::string& text) {
    std::string out;
    for (const char c : text) {
        char escape[4];
        std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned char>(c));
        out += escape;
    }
    return out;
}

std::string searchFor(std::size_t number) {
    return "/api/search?q=" + encoded(queryNumber(number));
}

/// Pages of lectures, scholars and of the newest, none asked for twice.
std::string browseTo(std::size_t number, std::size_t lectures) {
    const std::string n = std::to_string(number * 37 % lectures + 1);
    return number % 5 == 0 ? "/scholar/scholar-" + std::to_string(number / 5 % 200) : "/listing/lecture-" + n;
}

void print(const char* what, const Waits& waits) {
    std::printf("%-34s p50 %6.2f ms   p99 %6.2f ms   worst %6.2f ms   (%zu)\n", what,
                static_cast<double>(waits.p50.count()) / 1000, static_cast<double>(waits.p99.count()) / 1000,
                static_cast<double>(waits.worst.count()) / 1000, waits.count);
}

void measure(const std::filesystem::path& programs, const std::filesystem::path& recording,
             std::size_t lectures) {
    const test::TempDir directory;
    std::string audio;
    {
        test::SampleLibrary library(directory.path());
        addLectures(library.store(), lectures);
        const model::Slug slug{library.import(recording)};
        audio = mediaserver::media::audioPath(
            *library.store().library().bySlug(slug, model::kLocalAccount)->stored);
    }
    const ServerProcess server(programs / "durus-mediaserver", directory.path());
    std::printf("%zu lectures: first 200 after %lld ms (target 100), then %.1f MiB of its own (target 25), "
                "%.1f MiB resident\n",
                lectures, static_cast<long long>(server.firstAnswer().count()), server.ownMiB(),
                server.residentMiB());
    const std::uint16_t port = server.port();
    print("search, 50 a second, alone", askSteadily(port, kSearchesPerSecond, kSpan, searchFor));

    Listeners listeners(port, audio, kListeners);
    Waits browsing;
    std::thread browser([&] {
        browsing = askSteadily(port, kSearchesPerSecond, kSpan,
                               [lectures](std::size_t number) { return browseTo(number, lectures); });
    });
    const Waits searching = askSteadily(port, kSearchesPerSecond, kSpan,
                                        [](std::size_t number) { return searchFor(number + 2'000); });
    browser.join();
    const std::size_t starved = listeners.finish();
    std::printf("with %zu listeners, of whom %zu starved:\n", kListeners, starved);
    print("  search, 50 a second", searching);
    print("  pages, 50 a second", browsing);
    std::printf("then %.1f MiB of its own, %.1f MiB resident\n", server.ownMiB(), server.residentMiB());
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: durus-bench-library BIN_DIR RECORDING [LECTURES]\n";
        return 2;
    }
    try {
        measure(argv[1], argv[2], argc > 3 ? std::strtoul(argv[3], nullptr, 10) : kLectures);
        return 0;
    } catch (const std::exception& fault) {
        std::cerr << "durus-bench-library: " << fault.what() << '\n';
        return 1;
    }
}
