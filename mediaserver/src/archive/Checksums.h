// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/OpenFile.h"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace durus::mediaserver::archive {

/// The CRC-32 of stored files, by their SHA-256. One is computed when it is first asked for and kept in
/// DATA/checksums, one small file each; since the name is that of the content, none is ever out of date, and
/// the folder may be deleted. Thread: any; blocks on the disk.
class Checksums {
public:
    /// Errors: none; the folder is made when it is needed.
    explicit Checksums(const std::filesystem::path& dataDirectory) : folder_(dataDirectory / "checksums") {}

    /// Nothing if it has to be computed and another thread is computing one: reading whole recordings is to
    /// occupy one worker at most. Errors: std::system_error if the file cannot be read. One that cannot be
    /// kept on the disk is kept in memory.
    std::optional<std::uint32_t> of(const std::string& sha256, const http::OpenFile& file);

private:
    std::optional<std::uint32_t> find(const std::string& sha256);
    void keep(const std::string& sha256, std::uint32_t checksum);

    const std::filesystem::path folder_;
    std::mutex computing_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::uint32_t> known_;
};

} // namespace durus::mediaserver::archive
