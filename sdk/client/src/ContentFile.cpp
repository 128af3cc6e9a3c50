// SPDX-License-Identifier: Apache-2.0
#include "ContentFile.h"

#include <durus/core/Error.h>

#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace durus::client {

namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file) {
    const auto code = errno == ENOSPC || errno == EDQUOT ? ErrorCode::StorageFull : ErrorCode::StorageFailure;
    throw Error(code, what + ' ' + file.string() + ": " + std::strerror(errno),
                code == ErrorCode::StorageFull ? "free some space and try again" : "");
}

class File {
public:
    File(const std::filesystem::path& path, int flags)
        : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (descriptor_ < 0) fail("cannot open", path);
    }
    ~File() { ::close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int descriptor() const noexcept { return descriptor_; }
    void sync() const {
        if (::fsync(descriptor_) != 0) fail("cannot write", path_);
    }

private:
    std::filesystem::path path_;
    int descriptor_;
};

void copyBytes(const std::filesystem::path& source, const std::filesystem::path& target) {
    const File in(source, O_RDONLY);
    const File out(target, O_WRONLY | O_CREAT | O_TRUNC);
    constexpr std::size_t kChunk = 1U << 20;
    for (;;) {
        // copy_file_range(2) refuses to go from one file system to another.
        const auto copied = ::sendfile(out.descriptor(), in.descriptor(), nullptr, kChunk);
        if (copied < 0 && errno == EINTR) continue;
        if (copied < 0) fail("cannot copy to", target);
        if (copied == 0) break;
    }
    out.sync();
}

} // namespace

std::filesystem::path contentPath(const std::string& sha256, const std::string& extension) {
    return std::filesystem::path("audio") / sha256.substr(0, 2) / (sha256 + '.' + extension);
}

void copyDurably(const std::filesystem::path& source, const std::filesystem::path& target) {
    if (std::filesystem::exists(target)) return;
    const auto folder = target.parent_path();
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault)
        throw Error(ErrorCode::StorageFailure, "cannot make " + folder.string() + ": " + fault.message());

    const auto part = std::filesystem::path(target.string() + ".part");
    copyBytes(source, part);
    if (::rename(part.c_str(), target.c_str()) != 0) fail("cannot make", target);
    File(folder, O_RDONLY | O_DIRECTORY).sync();
}

} // namespace durus::client
