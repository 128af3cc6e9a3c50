// SPDX-License-Identifier: Apache-2.0
#include "InputFile.h"

#include <durus/core/Error.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace durus::media {

namespace {

/// How far find() looks at once: little, so that the window does not run ahead of those who come back.
constexpr std::uint64_t kLookAhead = 4096;

std::int64_t modificationTime(const struct stat& status) {
    return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

[[noreturn]] void fail(const std::string& name, int reason) {
    if (reason == ENOENT || reason == ENOTDIR)
        throw Error(ErrorCode::NotFound, "there is no file " + name, "check the path");
    const auto fault = name + " cannot be read: " + std::system_category().message(reason);
    throw Error(ErrorCode::StorageFailure, fault,
                reason == EACCES ? "give this user the right to read it" : "check the disk it is on");
}

void requireRegular(const std::string& name, const struct stat& status) {
    if (S_ISREG(status.st_mode)) return;
    if (S_ISDIR(status.st_mode))
        throw Error(ErrorCode::InvalidInput, name + " is a folder, not an audio file",
                    "name the files in it");
    throw Error(ErrorCode::InvalidInput, name + " is a device, pipe or socket, not an audio file",
                "name a regular file");
}

} // namespace

InputFile::InputFile(const std::filesystem::path& file) : name_(file.string()) {
    struct stat status {};
    // Asked before opening as well: opening a device or a pipe can do things, or wait.
    if (::stat(name_.c_str(), &status) != 0) fail(name_, errno);
    requireRegular(name_, status);
    descriptor_ = ::open(name_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor_ < 0) fail(name_, errno);
    try {
        if (::fstat(descriptor_, &status) != 0) fail(name_, errno);
        requireRegular(name_, status);
    } catch (...) {
        ::close(descriptor_);
        throw;
    }
    size_ = static_cast<std::uint64_t>(status.st_size);
    modified_ = modificationTime(status);
}

InputFile::~InputFile() {
    ::close(descriptor_);
}

Bytes InputFile::view(std::uint64_t offset, std::size_t count) {
    assert(count <= kWindow);
    if (offset >= size_) return {};
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset));
    if (offset < windowAt_ || offset + count > windowAt_ + window_.size()) {
        window_.resize(kLookBack + kWindow);
        windowAt_ = offset - std::min<std::uint64_t>(offset, kLookBack);
        window_.resize(read(windowAt_, window_));
    }
    const auto start = std::min(static_cast<std::size_t>(offset - windowAt_), window_.size());
    return Bytes(window_).subspan(start, std::min(count, window_.size() - start));
}

std::optional<std::uint64_t> InputFile::find(std::uint8_t byte, std::uint64_t offset, std::uint64_t end) {
    while (offset < end) {
        const auto bytes =
            view(offset, static_cast<std::size_t>(std::min<std::uint64_t>(end - offset, kLookAhead)));
        if (bytes.empty()) break;
        if (const void* const found = std::memchr(bytes.data(), byte, bytes.size()))
            return offset +
                   static_cast<std::uint64_t>(static_cast<const std::uint8_t*>(found) - bytes.data());
        offset += bytes.size();
    }
    return std::nullopt;
}

std::size_t InputFile::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
    std::size_t done = 0;
    while (done < into.size()) {
        const auto got =
            ::pread(descriptor_, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(name_, errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

bool InputFile::hasChanged() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) fail(name_, errno);
    return static_cast<std::uint64_t>(status.st_size) != size_ || modificationTime(status) != modified_;
}

} // namespace durus::media
