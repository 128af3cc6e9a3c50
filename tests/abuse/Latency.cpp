// SPDX-License-Identifier: Apache-2.0
#include "Latency.h"

#include "RawSocket.h"

#include <cppunit/TestAssert.h>

#include <algorithm>
#include <array>
#include <optional>

namespace durus::test {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kRangeBytes = 65'536;

struct Question {
    std::string text;
    int status;
    std::size_t leastBytes;
};

std::string request(const std::string& path, const std::string& fields = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
}

Latency summary(std::vector<std::chrono::microseconds> waits) {
    std::ranges::sort(waits);
    return {.median = waits[waits.size() / 2],
            .p99 = waits[waits.size() * 99 / 100],
            .worst = waits.back(),
            .requests = waits.size()};
}

} // namespace

std::string Latency::text() const {
    const auto inMs = [](std::chrono::microseconds span) {
        return std::to_string(static_cast<double>(span.count()) / 1000).substr(0, 5) + " ms";
    };
    return "p50 " + inMs(median) + ", p99 " + inMs(p99) + ", worst " + inMs(worst) + " of " +
           std::to_string(requests);
}

Latency measureLatency(std::uint16_t port, const std::string& audioPath, std::chrono::milliseconds span) {
    const std::array questions{
        Question{request("/"), 200, 1000}, Question{request("/api/scholars"), 200, 50},
        Question{request(audioPath, "Range: bytes=65536-131071\r\n"), 206, kRangeBytes}};
    std::vector<std::chrono::microseconds> waits;
    std::optional<RawSocket> socket;
    const auto end = Clock::now() + span;
    for (std::size_t round = 0; round == 0 || Clock::now() < end; ++round) {
        if (round % 10 == 0) socket.reset();
        for (const Question& question : questions) {
            const auto asked = Clock::now();
            if (!socket) socket.emplace(port);
            CPPUNIT_ASSERT_MESSAGE("the server hung up", socket->send(question.text));
            const std::string answer = socket->readResponse();
            waits.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - asked));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.substr(0, 200), question.status, statusOf(answer));
            CPPUNIT_ASSERT(answer.size() >= question.leastBytes);
        }
    }
    return summary(std::move(waits));
}

} // namespace durus::test
