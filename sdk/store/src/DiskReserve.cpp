// SPDX-License-Identifier: Apache-2.0
#include "DiskReserve.h"

#include <durus/core/FileDescriptor.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace durus::store {

namespace {

constexpr std::uintmax_t kBlock = 512; // of stat(2), whatever the file system's own is

std::uintmax_t bytesOnDisk(const std::filesystem::path& file) noexcept {
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? static_cast<std::uintmax_t>(found.st_blocks) * kBlock : 0;
}

} // namespace

bool DiskReserve::isHeld() const noexcept {
    return bytesOnDisk(file_) >= bytes_;
}

bool DiskReserve::hasSpace() const noexcept {
    struct statvfs disk {};
    return ::statvfs(file_.parent_path().c_str(), &disk) == 0 &&
           static_cast<std::uintmax_t>(disk.f_bavail) * disk.f_frsize >= 2 * bytes_;
}

bool DiskReserve::isThere() const noexcept {
    return isHeld() || hasSpace();
}

bool DiskReserve::hold() noexcept {
    if (isHeld()) return true;
    if (!hasSpace()) return false;
    const FileDescriptor file(::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    const bool taken = file && ::posix_fallocate(file.get(), 0, static_cast<off_t>(bytes_)) == 0;
    if (!taken) release();
    return taken;
}

bool DiskReserve::release() noexcept {
    return bytesOnDisk(file_) > 0 && ::truncate(file_.c_str(), 0) == 0;
}

} // namespace durus::store
