// SPDX-License-Identifier: Apache-2.0
#include "FailPoint.h"

#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

namespace {

/// A write that the disk has not been told to keep, and what was there before.
struct Unflushed {
    int file = -1;
    off64_t offset = 0;
    std::size_t size = 0;
    std::string before;
};

Death death = Death::Before;
int callsLeft = -1;
std::vector<Unflushed> unflushed;

[[noreturn]] void die() {
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

long realWrite(int file, const void* bytes, std::size_t size, off64_t offset) {
    return ::syscall(SYS_pwrite64, file, bytes, size, offset);
}

void remember(int file, std::size_t size, off64_t offset) {
    std::string before(size, '\0');
    const long had = ::syscall(SYS_pread64, file, before.data(), size, offset);
    before.resize(had > 0 ? static_cast<std::size_t>(had) : 0);
    unflushed.push_back({file, offset, size, std::move(before)});
}

void losePower() {
    for (auto write = unflushed.rbegin(); write != unflushed.rend(); ++write) {
        if (!write->before.empty())
            realWrite(write->file, write->before.data(), write->before.size(), write->offset);
        if (write->before.size() < write->size)
            ::syscall(SYS_ftruncate, write->file, write->offset + static_cast<off64_t>(write->before.size()));
    }
    die();
}

/// Whether this call is the one to die at.
bool isDue() {
    return callsLeft > 0 && --callsLeft == 0;
}

} // namespace

std::optional<Death> deathFrom(std::string_view name) {
    if (name == "before") return Death::Before;
    if (name == "after") return Death::After;
    if (name == "torn") return Death::Torn;
    if (name == "power") return Death::Power;
    return std::nullopt;
}

void armFailPoint(Death how, int n) {
    death = how;
    callsLeft = n;
}

// SQLite's shared library finds these before those of the C library.
extern "C" __attribute__((visibility("default"))) ssize_t pwrite64(int file, const void* bytes,
                                                                   std::size_t size, off64_t offset) {
    const bool due = isDue();
    if (due && death == Death::Before) die();
    if (due && death == Death::Power) losePower();
    if (due && death == Death::Torn) size /= 2;
    if (callsLeft > 0 && death == Death::Power) remember(file, size, offset);
    const long written = realWrite(file, bytes, size, offset);
    if (due) die();
    return static_cast<ssize_t>(written);
}

extern "C" __attribute__((visibility("default"))) int fdatasync(int file) {
    const bool due = isDue();
    if (due && death == Death::Power) losePower();
    if (due && death != Death::After) die();
    const long result = ::syscall(SYS_fdatasync, file);
    std::erase_if(unflushed, [file](const Unflushed& write) { return write.file == file; });
    if (due) die();
    return static_cast<int>(result);
}
