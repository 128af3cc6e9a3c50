// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Log.h>

#include <mutex>
#include <string>
#include <vector>

namespace durus::test {

/// Keeps what is logged, one text for each line: "component: message key=value key=value".
class KeptLog final : public Log {
public:
    void write(LogLevel, std::string_view component, std::string_view message,
               std::initializer_list<LogField> fields) noexcept override {
        std::string line = std::string(component) + ": " + std::string(message);
        for (const auto& field : fields)
            line += ' ' + std::string(field.key) + '=' + std::string(field.value);
        const std::lock_guard lock(mutex_);
        lines.push_back(std::move(line));
    }

    /// The messages of the lines that have a field, in order: what "grep intent=ID" shows.
    std::vector<std::string> messagesWith(const std::string& field) const {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> messages;
        for (const std::string& line : lines) {
            if ((line + ' ').find(' ' + field + ' ') == std::string::npos) continue;
            const auto begin = line.find(": ") + 2;
            messages.push_back(line.substr(begin, line.find('=') - begin));
            messages.back().erase(messages.back().rfind(' '));
        }
        return messages;
    }

    std::vector<std::string> lines; ///< while nothing is being logged

private:
    mutable std::mutex mutex_;
};

} // namespace durus::test
