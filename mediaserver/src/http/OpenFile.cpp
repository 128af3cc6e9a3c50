// SPDX-License-Identifier: Apache-2.0
#include "http/OpenFile.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>
#include <system_error>

namespace durus::mediaserver::http {

namespace {

[[noreturn]] void fail(int error, const std::string& path) {
    throw std::system_error(error, std::generic_category(), "cannot open " + path);
}

} // namespace

std::shared_ptr<const OpenFile> OpenFile::openBeneath(int directoryFd, const std::string& path) {
    open_how how{};
    how.flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    const long fd = ::syscall(SYS_openat2, directoryFd, path.c_str(), &how, sizeof how);
    if (fd < 0) fail(errno, path);
    return std::shared_ptr<const OpenFile>(new OpenFile(FileDescriptor(static_cast<int>(fd))));
}

std::shared_ptr<const OpenFile> OpenFile::open(const std::string& path) {
    FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!fd) fail(errno, path);
    return std::shared_ptr<const OpenFile>(new OpenFile(std::move(fd)));
}

OpenFile::OpenFile(FileDescriptor fd) : fd_(std::move(fd)) {
    struct stat status {};
    if (::fstat(fd_.get(), &status) != 0) fail(errno, "file");
    if (!S_ISREG(status.st_mode)) fail(S_ISDIR(status.st_mode) ? EISDIR : EINVAL, "what is no regular file");
    size_ = static_cast<std::uint64_t>(status.st_size);
    modified_ = status.st_mtim.tv_sec;
}

} // namespace durus::mediaserver::http
