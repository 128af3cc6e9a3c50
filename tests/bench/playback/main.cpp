// SPDX-License-Identifier: Apache-2.0
#include "CallbackCost.h"
#include "Child.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using namespace durus::bench;

constexpr int kWholePlaybacks = 3;
constexpr int kBeginnings = 25;
constexpr const char* kRecording = "/adab-1-ikhlas-cbr.mp3";

double median(std::vector<double> samples) {
    std::ranges::sort(samples);
    return samples[samples.size() / 2];
}

/// A figure of bare libVLC and of ours.
struct Compared {
    double bare = 0;
    double player = 0;
    double ratio() const { return player / bare; }
};

/// Beginnings one after another, turn about: the time is what counts.
Compared compareFirstAudio(const std::string& file) {
    std::vector<double> bare;
    std::vector<double> player;
    for (int round = 0; round < kBeginnings; ++round) {
        for (const bool first : {true, false}) {
            const bool ours = first == (round % 2 == 0);
            Child child(ours ? "player" : "bare", Extent::ToFirstAudio, file);
            (ours ? player : bare).push_back(double(child.result().firstAudioMicroseconds));
        }
    }
    return {median(bare), median(player)};
}

/// Whole playbacks side by side: processor time is counted by process, so they may share the minute.
Compared compareCpu(const std::string& file) {
    std::vector<Child> bare;
    std::vector<Child> player;
    for (int round = 0; round < kWholePlaybacks; ++round) {
        bare.emplace_back("bare", Extent::ToEnd, file);
        player.emplace_back("player", Extent::ToEnd, file);
    }
    Compared sum;
    for (Child& child : bare)
        sum.bare += double(child.result().cpuMicroseconds) / 1'000 / kWholePlaybacks;
    for (Child& child : player)
        sum.player += double(child.result().cpuMicroseconds) / 1'000 / kWholePlaybacks;
    return sum;
}

void measure(const std::string& file) {
    std::printf("playing %s to its end, %d times each way, in processes of their own\n", file.c_str(),
                kWholePlaybacks);
    std::fflush(stdout);
    const Compared cpu = compareCpu(file);
    std::printf(
        "  F7 processor time   player %8.0f ms   bare libVLC %8.0f ms   ratio %.3f   target <= 1.03\n",
        cpu.player, cpu.bare, cpu.ratio());
    std::fflush(stdout);
    const Compared audio = compareFirstAudio(file);
    std::printf(
        "  F7 first audio      player %8.0f us   bare libVLC %8.0f us   ratio %.3f   target <= 1.05\n",
        audio.player, audio.bare, audio.ratio());
    const CallbackCost asleep = measureCallback(true);
    const CallbackCost busy = measureCallback(false);
    std::printf("  F5 callback to queue, player asleep: median %.2f us, p99 %.2f us   target p99 <= 2\n",
                asleep.median, asleep.p99);
    std::printf("  F5 callback to queue, player busy:   median %.2f us, p99 %.2f us   target p99 <= 2\n",
                busy.median, busy.p99);
    std::printf("{\"cpu_ratio\":%.4f,\"first_audio_ratio\":%.4f,\"callback_p99_us\":%.3f,"
                "\"callback_busy_p99_us\":%.3f}\n",
                cpu.ratio(), audio.ratio(), asleep.p99, busy.p99);
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments.size() == 4 && arguments[0] == "--child")
            return runChild(arguments[1], arguments[2], arguments[3]);
        if (arguments.size() != 1) {
            std::fprintf(stderr, "usage: durus-bench-playback DIRECTORY (samples/library/audio)\n");
            return 2;
        }
        measure(arguments[0] + kRecording);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "durus-bench-playback: %s\n", error.what());
        return 1;
    }
}
