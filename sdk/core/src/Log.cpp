// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Clock.h>
#include <durus/core/IsoTime.h>
#include <durus/core/Log.h>

#include <unistd.h>

#include <algorithm>
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

bool isPlain(unsigned char c) {
    return c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7F;
}

void appendValue(std::string& line, std::string_view value) {
    if (!value.empty() && std::all_of(value.begin(), value.end(), isPlain)) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') line += '\\';
        if (c == '\n')
            line += "\\n";
        else if (static_cast<unsigned char>(c) < ' ' || c == 0x7F)
            line += '?';
        else
            line += c;
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
