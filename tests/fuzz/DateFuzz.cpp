// SPDX-License-Identifier: Apache-2.0
// The readers of dates agree with each other and with what is written, and Retry-After stays within bounds.
#include "ImfDate.h"
#include "Property.h"
#include "Timestamp.h"
#include "Verdict.h"
#include "http/HttpDate.h"

#include <durus/core/IsoTime.h>
#include <durus/plugin_kit/Text.h>
#include <durus/sync/ServerClock.h>

#include <cstring>
#include <string>

using namespace durus::fuzz;
using durus::WallTime;

namespace {

void checkHttpDates(std::string_view text) {
    const auto served = durus::mediaserver::http::parseHttpDate(text);
    const auto heard = durus::sync::parseImfDate(text);
    if (served) {
        const std::string again = durus::mediaserver::http::formatHttpDate(*served);
        require(durus::mediaserver::http::parseHttpDate(again) == served, "a date reads back as it is");
    }
    if (served && heard)
        require(std::chrono::seconds{*served} == heard->sinceEpoch, "both ends read one date");
    const auto platform = platform::fromHttpDate(text);
    if (heard && platform) require(*platform == heard->sinceEpoch, "the plugin reads the same date");
}

void checkIsoDates(std::string_view text) {
    const auto time = durus::fromIso8601(text);
    const auto stamp = platform::toTimestamp(text);
    if (time && stamp) require(time->sinceEpoch == *stamp, "both read one stamp");
    if (!time) return;
    const std::string again = durus::toIso8601(*time);
    const auto second = durus::fromIso8601(again);
    require(second && durus::toIso8601(*second) == again, "a stamp reads back as it is");
}

void checkRetryAfter(std::string_view text) {
    using durus::plugin_kit::borrow;
    const durus_http_header_t header{borrow("Retry-After"), borrow(text)};
    durus_http_response_t raw{};
    raw.struct_size = sizeof raw;
    raw.status = 503;
    raw.header_count = 1;
    raw.headers = &header;
    const auto verdict = platform::judgeWrite(durus::plugin_kit::Response(raw));
    require(verdict.has_value(), "a 503 takes nothing");
    if (verdict->retryAfter)
        require(verdict->retryAfter->count() >= 0 && *verdict->retryAfter <= std::chrono::hours{24},
                "a wait lies ahead, and not for ever");
}

void checkClock(std::string_view text) {
    durus::ManualClock machine;
    durus::sync::ServerClock clock(machine);
    clock.learn(text, machine.monotonic());
    const auto before = clock.offset();
    require(clock.hasHeard() == before.has_value(), "what was heard is known");
    clock.learn(text, machine.monotonic());
    require(clock.offset() == before, "hearing it again changes nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = asText(data, size);
    checkHttpDates(text);
    checkIsoDates(text);
    checkRetryAfter(text);
    checkClock(text);
    if (size < sizeof(std::int32_t)) return 0;
    std::int32_t seconds = 0;
    std::memcpy(&seconds, data, sizeof seconds);
    const std::string written = durus::mediaserver::http::formatHttpDate(seconds);
    require(durus::mediaserver::http::parseHttpDate(written) == seconds, "what is written can be read");
    const auto heard = durus::sync::parseImfDate(written);
    require(heard && heard->sinceEpoch == std::chrono::seconds{seconds}, "and by the other end");
    return 0;
}
