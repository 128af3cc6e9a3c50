// SPDX-License-Identifier: Apache-2.0
#include "http/HeaderLine.h"

#include "http/Characters.h"

namespace durus::mediaserver::http {

LineResult takeLine(std::string_view& input, std::size_t scanned, std::size_t maxBytes,
                    std::string_view& line) {
    const std::size_t end = input.find('\n', scanned);
    if (end == std::string_view::npos)
        return input.size() > maxBytes + 1 ? LineResult::TooLong : LineResult::Incomplete;
    // First, because in pieces its length is known before its end.
    if (end > maxBytes + 1) return LineResult::TooLong;
    if (end == 0 || input[end - 1] != '\r') return LineResult::Bad;
    line = input.substr(0, end - 1);
    input.remove_prefix(end + 1);
    return LineResult::Found;
}

std::optional<Headers::Field> splitHeaderLine(std::string_view line) noexcept {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimBlanks(line.substr(colon + 1));
    if (!isToken(name) || !isFieldValue(value)) return std::nullopt;
    return Headers::Field{name, value};
}

} // namespace durus::mediaserver::http
