// SPDX-License-Identifier: Apache-2.0
#include "support/Process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <utility>

extern char** environ;

namespace durus::test {

namespace {

using Clock = std::chrono::steady_clock;

int millisecondsUntil(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, 3'600'000));
}

std::filesystem::path fromEnvironment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set: run this test by ctest");
    return value;
}

} // namespace

Process::Process(const std::vector<std::string>& command, const std::filesystem::path& errors) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    if (!errors.empty())
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(),
                                           O_WRONLY | O_CREAT | O_APPEND, 0600);
    std::vector<char*> words;
    for (const auto& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const int fault = ::posix_spawnp(&pid_, words[0], &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    output_ = ends[0];
    if (fault != 0) {
        ::close(output_);
        throw std::runtime_error("cannot start " + command.front() + ": " + std::strerror(fault));
    }
    handle_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
}

Process::~Process() {
    if (!status_) {
        signal(SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    ::close(handle_);
    ::close(output_);
}

bool Process::readMore(Clock::time_point deadline) {
    pollfd readable{output_, POLLIN, 0};
    if (::poll(&readable, 1, millisecondsUntil(deadline)) <= 0) return false;
    char bytes[65536];
    const auto count = ::read(output_, bytes, sizeof bytes);
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> Process::readLine(std::chrono::milliseconds limit) {
    const auto deadline = Clock::now() + limit;
    for (;;) {
        if (const auto end = buffer_.find('\n'); end != std::string::npos) {
            auto line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        if (!readMore(deadline)) return std::nullopt;
    }
}

std::string Process::readToEnd(std::chrono::milliseconds limit) {
    const auto deadline = Clock::now() + limit;
    while (readMore(deadline)) {
    }
    return std::exchange(buffer_, {});
}

std::vector<std::string> Process::readFor(std::chrono::milliseconds span) {
    const auto deadline = Clock::now() + span;
    std::vector<std::string> lines;
    while (auto line = readLine(std::chrono::milliseconds{millisecondsUntil(deadline)}))
        lines.push_back(*line);
    return lines;
}

void Process::signal(int number) const {
    ::syscall(SYS_pidfd_send_signal, handle_, number, nullptr, 0);
}

std::optional<int> Process::wait(std::chrono::milliseconds limit) {
    if (status_) return status_;
    pollfd ended{handle_, POLLIN, 0};
    if (::poll(&ended, 1, static_cast<int>(limit.count())) <= 0) return std::nullopt;
    int raw = 0;
    ::waitpid(pid_, &raw, 0);
    status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    return status_;
}

Finished runProcess(const std::vector<std::string>& command, std::chrono::milliseconds limit) {
    Process process(command);
    const auto deadline = Clock::now() + limit;
    Finished result;
    result.output = process.readToEnd(limit);
    result.status = process.wait(std::chrono::milliseconds{millisecondsUntil(deadline)}).value_or(-1);
    return result;
}

std::filesystem::path buildDir() {
    return fromEnvironment("DURUS_BUILD_DIR");
}

std::filesystem::path sourceDir() {
    return fromEnvironment("DURUS_SOURCE_DIR");
}

} // namespace durus::test
