// SPDX-License-Identifier: Apache-2.0
#include "reference/JsTime.h"

#include <durus/core/IsoTime.h>

#include <string>

namespace durus::reference {

std::optional<WallTime> readJsTime(std::string_view text) {
    if (const auto time = fromIso8601(text)) return time;
    if (const auto time = fromIso8601(std::string(text) + 'Z')) return time;
    return fromIso8601(std::string(text) + "T00:00:00Z");
}

std::optional<WallTime> readJsTime(const Poco::Dynamic::Var& value) {
    constexpr double kPastYear9999 = 253'402'300'800'000.0;
    if (value.isString()) return readJsTime(std::string_view(value.extract<std::string>()));
    if (value.isEmpty() || value.isBoolean() || !value.isNumeric()) return std::nullopt;
    const auto milliseconds = value.convert<double>();
    if (!(milliseconds > -kPastYear9999 && milliseconds < kPastYear9999)) return std::nullopt;
    return WallTime{Milliseconds{static_cast<std::int64_t>(milliseconds)}};
}

} // namespace durus::reference
