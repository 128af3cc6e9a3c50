// SPDX-License-Identifier: Apache-2.0
#include "PartFile.h"

#include <durus/core/Error.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace durus::download {

namespace {

[[noreturn]] void fail(int error, const std::string& what, const std::filesystem::path& path) {
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        throw Error(ErrorCode::StorageFull, "no space left for downloads in " + path.parent_path().string(),
                    "make room there and download again; what is here already is kept");
    throw Error(ErrorCode::StorageFailure,
                "cannot " + what + ' ' + path.string() + ": " + std::strerror(error),
                "check that the data directory exists and belongs to the user this runs as");
}

void makeDirectory(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) fail(error.value(), "create", directory);
}

/// A name is only as durable as the directory it stands in.
void syncDirectory(const std::filesystem::path& directory) {
    const int handle = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) fail(errno, "open", directory);
    const int failed = ::fsync(handle) != 0 ? errno : 0;
    ::close(handle);
    if (failed != 0) fail(failed, "sync", directory);
}

} // namespace

PartFile::PartFile(std::filesystem::path path) : path_(std::move(path)) {
    makeDirectory(path_.parent_path());
    while (!open())
        ;
}

/// False if the file was published by another program between opening and locking it.
bool PartFile::open() {
    file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (file_ < 0) fail(errno, "open", path_);
    struct stat mine {};
    struct stat named {};
    const bool locked = ::flock(file_, LOCK_EX | LOCK_NB) == 0;
    const bool same = ::fstat(file_, &mine) == 0 && ::stat(path_.c_str(), &named) == 0 &&
                      mine.st_ino == named.st_ino && mine.st_dev == named.st_dev;
    if (locked && same) {
        size_ = static_cast<std::uint64_t>(mine.st_size);
        return true;
    }
    ::close(file_);
    file_ = -1;
    if (!locked)
        throw Error(ErrorCode::Unavailable, "another program is downloading this file now",
                    "wait for it, or stop it");
    return false;
}

PartFile::~PartFile() {
    if (file_ >= 0) ::close(file_);
}

void PartFile::append(std::span<const char> bytes) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(errno, "write", path_);
        size_ += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void PartFile::restart() {
    if (::ftruncate(file_, 0) != 0) fail(errno, "truncate", path_);
    size_ = 0;
}

void PartFile::publish(const std::filesystem::path& finalPath) {
    if (::fsync(file_) != 0) fail(errno, "sync", path_);
    const auto directory = finalPath.parent_path();
    makeDirectory(directory);
    if (::rename(path_.c_str(), finalPath.c_str()) != 0) fail(errno, "rename", path_);
    syncDirectory(directory);
    syncDirectory(directory.parent_path());
}

void PartFile::discard() {
    if (::unlink(path_.c_str()) != 0 && errno != ENOENT) fail(errno, "remove", path_);
}

std::uint64_t freeBytes(const std::filesystem::path& directory) {
    std::error_code error;
    const auto space = std::filesystem::space(directory, error);
    if (error) fail(error.value(), "examine", directory);
    return space.available;
}

} // namespace durus::download
