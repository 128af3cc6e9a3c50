// SPDX-License-Identifier: Apache-2.0
#include "FailPoint.h"

#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
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

constexpr std::size_t kSector = 512;

struct DiskTrouble {
    Trouble kind = Trouble::Full;
    int callsBefore = 0;
    int callsLeft = 0;
};

DiskTrouble disk;
Death death = Death::Before;
int callsLeft = -1;
std::size_t armedAt = 0;
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

/// Whether a sector stays as it was written: mixed from its number and that of the fail point, so that a
/// death repeats exactly.
bool survives(std::size_t sector) {
    constexpr std::size_t kMix = 0x9E3779B97F4A7C15;
    return (((sector + 1) * kMix ^ armedAt * kMix >> 7) >> 32 & 1) == 0;
}

/// Undoes a write, sector by sector, where chance wills it. What lay beyond the end of the file was zeroes.
void loseSectors(const Unflushed& write) {
    std::string before = write.before;
    before.resize(write.size, '\0');
    for (std::size_t at = 0; at < before.size(); at += kSector)
        if (!survives(static_cast<std::size_t>(write.offset) / kSector + at / kSector))
            realWrite(write.file, before.data() + at, std::min(kSector, before.size() - at),
                      write.offset + static_cast<off64_t>(at));
}

[[noreturn]] void losePower() {
    for (auto write = unflushed.rbegin(); write != unflushed.rend(); ++write) {
        if (death == Death::Sectors) {
            loseSectors(*write);
            continue;
        }
        if (!write->before.empty())
            realWrite(write->file, write->before.data(), write->before.size(), write->offset);
        if (write->before.size() < write->size)
            ::syscall(SYS_ftruncate, write->file, write->offset + static_cast<off64_t>(write->before.size()));
    }
    die();
}

/// The error this call fails with; 0 = the disk is well.
int troubleOf(bool isFlush) {
    if (disk.callsLeft == 0) return 0;
    if (disk.callsBefore > 0) {
        --disk.callsBefore;
        return 0;
    }
    --disk.callsLeft;
    if (disk.kind == Trouble::Dying) return EIO;
    if (isFlush) return 0;
    return disk.kind == Trouble::Full ? ENOSPC : EROFS;
}

bool losesPower() {
    return death == Death::Power || death == Death::Sectors;
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
    if (name == "sectors") return Death::Sectors;
    return std::nullopt;
}

std::optional<Trouble> troubleFrom(std::string_view name) {
    if (name == "full") return Trouble::Full;
    if (name == "readonly") return Trouble::ReadOnly;
    if (name == "dying") return Trouble::Dying;
    return std::nullopt;
}

void troubleDisk(Trouble trouble, int n, int calls) {
    disk = {trouble, n - 1, calls};
}

void armFailPoint(Death how, int n) {
    death = how;
    callsLeft = n;
    armedAt = static_cast<std::size_t>(n);
}

// SQLite's shared library finds these before those of the C library.
extern "C" __attribute__((visibility("default"))) ssize_t pwrite64(int file, const void* bytes,
                                                                   std::size_t size, off64_t offset) {
    if (const int trouble = troubleOf(false)) {
        errno = trouble;
        return -1;
    }
    const bool due = isDue();
    if (due && death == Death::Before) die();
    if (due && losesPower()) losePower();
    if (due && death == Death::Torn) size /= 2;
    if (callsLeft > 0 && losesPower()) remember(file, size, offset);
    const long written = realWrite(file, bytes, size, offset);
    if (due) die();
    return static_cast<ssize_t>(written);
}

extern "C" __attribute__((visibility("default"))) int fdatasync(int file) {
    if (const int trouble = troubleOf(true)) {
        errno = trouble;
        return -1;
    }
    const bool due = isDue();
    if (due && losesPower()) losePower();
    if (due && death != Death::After) die();
    const long result = ::syscall(SYS_fdatasync, file);
    std::erase_if(unflushed, [file](const Unflushed& write) { return write.file == file; });
    if (due) die();
    return static_cast<int>(result);
}
