// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace durus::test {

/// A child process without input, whose stdout is read line by line. stderr goes to a file, or where ours
/// goes. Killed and reaped on destruction.
class Process {
public:
    /// The program is looked for along PATH unless it is given with its folder.
    explicit Process(const std::vector<std::string>& command, const std::filesystem::path& errors = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// The next line without its end, none at the end of output or after
    /// `limit`.
    std::optional<std::string> readLine(std::chrono::milliseconds limit);
    /// All lines that arrive within `span`, or until the output ends.
    std::vector<std::string> readFor(std::chrono::milliseconds span);

    /// Everything up to the end of the output, byte for byte; what there was if that takes longer than
    /// `limit`.
    std::string readToEnd(std::chrono::milliseconds limit);

    /// Does nothing once it has ended. Thread: any.
    void signal(int number) const;
    /// The exit code, 128 + n if signal n ended it, none if it still runs after `limit`.
    std::optional<int> wait(std::chrono::milliseconds limit);
    pid_t pid() const noexcept { return pid_; }

private:
    bool readMore(std::chrono::steady_clock::time_point deadline);

    pid_t pid_ = -1;
    int handle_ = -1; ///< names this process even when its number is another's
    int output_ = -1;
    std::string buffer_;
    std::optional<int> status_;
};

struct Finished {
    int status = -1;
    std::string output;
};

/// Runs a command to its end, at most `limit`; -1 as status if it took longer.
Finished runProcess(const std::vector<std::string>& command,
                    std::chrono::milliseconds limit = std::chrono::seconds{60});

/// The build and source trees under test, from the environment ctest sets.
std::filesystem::path buildDir();
std::filesystem::path sourceDir();

} // namespace durus::test
