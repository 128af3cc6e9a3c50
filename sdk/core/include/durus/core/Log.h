// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string_view>

namespace durus {

enum class LogLevel { Debug, Info, Warning, Error };

/// A named value of a log line. Both views must live for the call only.
struct LogField {
    std::string_view key;
    std::string_view value;
};

/// Takes log lines: a component, a constant message and named values. Never give it a token, a password or
/// the content of an intent. Thread: any. noexcept: logging never fails its caller.
class Log {
public:
    virtual ~Log() = default;
    virtual void write(LogLevel level, std::string_view component, std::string_view message,
                       std::initializer_list<LogField> fields) noexcept = 0;

    void debug(std::string_view component, std::string_view message,
               std::initializer_list<LogField> fields = {}) noexcept {
        write(LogLevel::Debug, component, message, fields);
    }
    void info(std::string_view component, std::string_view message,
              std::initializer_list<LogField> fields = {}) noexcept {
        write(LogLevel::Info, component, message, fields);
    }
    void warning(std::string_view component, std::string_view message,
                 std::initializer_list<LogField> fields = {}) noexcept {
        write(LogLevel::Warning, component, message, fields);
    }
    void error(std::string_view component, std::string_view message,
               std::initializer_list<LogField> fields = {}) noexcept {
        write(LogLevel::Error, component, message, fields);
    }
};

/// Drops everything.
class NullLog final : public Log {
public:
    void write(LogLevel, std::string_view, std::string_view,
               std::initializer_list<LogField>) noexcept override {}
};

/// One line of key=value pairs on stderr for each entry at or above `threshold`; values are quoted where
/// they need it, control characters escaped: "\n" as such, others as "\x1b".
class StderrLog final : public Log {
public:
    explicit StderrLog(LogLevel threshold = LogLevel::Info) : threshold_(threshold) {}
    void write(LogLevel level, std::string_view component, std::string_view message,
               std::initializer_list<LogField> fields) noexcept override;

private:
    LogLevel threshold_;
};

} // namespace durus
