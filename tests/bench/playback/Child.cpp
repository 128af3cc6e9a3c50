// SPDX-License-Identifier: Apache-2.0
#include "Child.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace durus::bench {

Child::Child(const std::string& way, Extent extent, const std::string& file) {
    int pipe[2];
    if (::pipe(pipe) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::close(pipe[0]);
        ::close(pipe[1]);
        const char* until = extent == Extent::ToEnd ? "end" : "audio";
        ::execl("/proc/self/exe", "durus-bench-playback", "--child", way.c_str(), until, file.c_str(),
                nullptr);
        ::_exit(127);
    }
    ::close(pipe[1]);
    output_ = pipe[0];
    if (pid_ < 0) throw std::runtime_error("no process");
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1)) {}

Child::~Child() {
    if (output_ >= 0) ::close(output_);
    if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
}

Measured Child::result() {
    std::string text;
    char buffer[256];
    for (ssize_t got = 0; (got = ::read(output_, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    Measured measured;
    const int fields = std::sscanf(text.c_str(), "%" SCNd64 " %" SCNd64, &measured.firstAudioMicroseconds,
                                   &measured.cpuMicroseconds);
    if (status != 0 || fields != 2) throw std::runtime_error("a playback failed");
    return measured;
}

int runChild(const std::string& way, const std::string& extent, const std::string& file) {
    const Extent until = extent == "end" ? Extent::ToEnd : Extent::ToFirstAudio;
    const Measured measured = way == "bare" ? playBare(file, until) : playWithPlayer(file, until);
    std::printf("%" PRId64 " %" PRId64 "\n", measured.firstAudioMicroseconds, measured.cpuMicroseconds);
    return 0;
}

} // namespace durus::bench
