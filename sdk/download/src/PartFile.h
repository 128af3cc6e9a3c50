// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace durus::download {

/// The beginning of a file that is still being fetched. It stays when this object goes, until it is published
/// or discarded. No two programs hold the same one.
/// Errors of all: Error(StorageFull), Error(StorageFailure).
class PartFile {
public:
    /// Opens or creates the file and its directory. Errors: Error(Unavailable) while another program holds
    /// it.
    explicit PartFile(std::filesystem::path path);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const std::filesystem::path& path() const noexcept { return path_; }
    std::uint64_t size() const noexcept { return size_; }

    void append(std::span<const char> bytes);
    void restart();
    /// Makes the file durable under its final name, replacing what is there.
    void publish(const std::filesystem::path& finalPath);
    void discard();

private:
    bool open();

    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t size_ = 0;
};

/// Bytes an ordinary user can still write where `directory` is.
std::uint64_t freeBytes(const std::filesystem::path& directory);

} // namespace durus::download
