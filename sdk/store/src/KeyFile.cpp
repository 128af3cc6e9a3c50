// SPDX-License-Identifier: Apache-2.0
#include "KeyFile.h"

#include <durus/core/Error.h>
#include <durus/core/FileDescriptor.h>

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace durus::store {

namespace {

[[noreturn]] void throwSystem(const std::string& what, const std::filesystem::path& file) {
    throw Error(errno == ENOSPC ? ErrorCode::StorageFull : ErrorCode::StorageFailure,
                what + " " + file.string() + ": " + std::strerror(errno),
                "check the disk and that this user may read and write the data directory");
}

void writeKey(const std::filesystem::path& file) {
    Key key;
    if (RAND_bytes(key.bytes.data(), static_cast<int>(key.bytes.size())) != 1)
        throw Error(ErrorCode::Internal, "no random bytes for a key");
    const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (out.get() < 0) throwSystem("cannot make", file);
    const auto written = ::write(out.get(), key.bytes.data(), key.bytes.size());
    if (written != static_cast<ssize_t>(key.bytes.size()) || ::fsync(out.get()) != 0)
        throwSystem("cannot write", file);
}

void syncDirectory(const std::filesystem::path& directory) {
    const FileDescriptor handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.get() < 0 || ::fsync(handle.get()) != 0) throwSystem("cannot sync", directory);
}

} // namespace

Key::~Key() {
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

std::optional<Key> readKey(const std::filesystem::path& file) {
    const FileDescriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0 && errno == ENOENT) return std::nullopt;
    if (in.get() < 0) throwSystem("cannot read", file);
    Key key;
    unsigned char beyond = 0;
    const auto size = ::read(in.get(), key.bytes.data(), key.bytes.size());
    if (size < 0) throwSystem("cannot read", file);
    if (size != static_cast<ssize_t>(key.bytes.size()) || ::read(in.get(), &beyond, 1) != 0)
        throw Error(ErrorCode::Corrupt, file.string() + " is not a key of 32 bytes",
                    "restore it from a backup, or remove it and enter every account's token again");
    return key;
}

Key makeKey(const std::filesystem::path& file) {
    // Written under another name and then linked, so that nobody ever reads half a key.
    const std::filesystem::path draft = file.string() + "." + std::to_string(::getpid()) + ".new";
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    writeKey(draft);
    const bool linked = ::link(draft.c_str(), file.c_str()) == 0;
    const int fault = errno;
    std::filesystem::remove(draft, ignored);
    if (!linked && fault != EEXIST) {
        errno = fault;
        throwSystem("cannot make", file);
    }
    syncDirectory(file.parent_path());
    const auto key = readKey(file);
    if (!key) throw Error(ErrorCode::StorageFailure, file.string() + " vanished while it was made");
    return *key;
}

} // namespace durus::store
