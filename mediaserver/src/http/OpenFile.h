// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/FileDescriptor.h>

#include <cstdint>
#include <ctime>
#include <memory>
#include <string>

namespace durus::mediaserver::http {

/// A regular file opened for reading, with the size and time it had when it was opened. Responses share it:
/// the file may be renamed or replaced on disk while it is sent, what is sent stays this one. Thread:
/// immutable, any.
class OpenFile {
public:
    /// Opens `path` below the directory `directoryFd` (AT_FDCWD for the working directory with an absolute
    /// path is not possible: the path is relative). Symbolic links and ".." are refused by the kernel.
    /// Errors: std::system_error (ENOENT, ELOOP, EXDEV, EACCES, ...; EISDIR for what is no regular file).
    static std::shared_ptr<const OpenFile> openBeneath(int directoryFd, const std::string& path);

    /// Opens the file at `path`, following links: for paths that come from the program's own configuration.
    /// Errors: std::system_error.
    static std::shared_ptr<const OpenFile> open(const std::string& path);

    int fd() const noexcept { return fd_.get(); }
    /// Bytes.
    std::uint64_t size() const noexcept { return size_; }
    /// Seconds since 1970, UTC.
    std::time_t modified() const noexcept { return modified_; }

private:
    explicit OpenFile(FileDescriptor fd);

    FileDescriptor fd_;
    std::uint64_t size_ = 0;
    std::time_t modified_ = 0;
};

} // namespace durus::mediaserver::http
