// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Clock.h>
#include <durus/core/IsoTime.h>
#include <durus/core/Log.h>

#include <unistd.h>

#include <string>

namespace durus {

namespace {

std::string_view name(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "error";
}

/// The length of the control character at `at`; 0 if there is none. Terminals obey U+0080 to U+009F too.
std::size_t controlLength(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(at) < ' ' || byte(at) == 0x7F) return 1;
    const bool isHigh =
        byte(at) == 0xC2 && at + 1 < text.size() && byte(at + 1) >= 0x80 && byte(at + 1) < 0xA0;
    return isHigh ? 2 : 0;
}

bool isPlain(std::string_view value) {
    if (value.empty() || value.find_first_of(" \"=\\") != std::string_view::npos) return false;
    for (std::size_t i = 0; i < value.size(); ++i)
        if (controlLength(value, i) != 0) return false;
    return true;
}

void appendEscaped(std::string& line, std::string_view control) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (control == "\n") {
        line += "\\n";
        return;
    }
    for (const char c : control) {
        line += "\\x";
        line += kDigits[static_cast<unsigned char>(c) >> 4U];
        line += kDigits[static_cast<unsigned char>(c) & 0xFU];
    }
}

void appendValue(std::string& line, std::string_view value) {
    if (isPlain(value)) {
        line += value;
        return;
    }
    line += '"';
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (const auto control = controlLength(value, i)) {
            appendEscaped(line, value.substr(i, control));
            i += control - 1;
            continue;
        }
        if (value[i] == '"' || value[i] == '\\') line += '\\';
        line += value[i];
    }
    line += '"';
}

} // namespace

void StderrLog::write(LogLevel level, std::string_view component, std::string_view message,
                      std::initializer_list<LogField> fields) noexcept try {
    if (level < threshold_) return;
    std::string line = "time=" + toIso8601(SystemClock{}.wall()) + " level=";
    line += name(level);
    line += " component=";
    appendValue(line, component);
    line += " message=";
    appendValue(line, message);
    for (const auto& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        appendValue(line, field.value);
    }
    line += '\n';
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
} catch (...) {
    // Out of memory while logging: the caller's work matters more than the line.
}

} // namespace durus
