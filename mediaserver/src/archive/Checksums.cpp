// SPDX-License-Identifier: Apache-2.0
#include "archive/Checksums.h"

#include <Poco/Checksum.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <vector>

namespace durus::mediaserver::archive {

namespace {

constexpr std::size_t kBlock = 256 * 1024;

std::uint32_t compute(const http::OpenFile& file) {
    Poco::Checksum checksum(Poco::Checksum::TYPE_CRC32);
    std::vector<char> block(kBlock);
    for (std::uint64_t at = 0; at < file.size();) {
        const ssize_t got = ::pread(file.fd(), block.data(), block.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0)
            throw std::system_error(got < 0 ? errno : EIO, std::generic_category(),
                                    "cannot read a recording");
        checksum.update(block.data(), static_cast<unsigned>(got));
        at += static_cast<std::uint64_t>(got);
    }
    return checksum.checksum();
}

} // namespace

std::optional<std::uint32_t> Checksums::of(const std::string& sha256, const http::OpenFile& file) {
    if (const auto known = find(sha256)) return known;
    const std::unique_lock lock(computing_, std::try_to_lock);
    if (!lock.owns_lock()) return std::nullopt;
    const std::uint32_t checksum = compute(file);
    keep(sha256, checksum);
    return checksum;
}

std::optional<std::uint32_t> Checksums::find(const std::string& sha256) {
    const std::lock_guard lock(mutex_);
    if (const auto at = known_.find(sha256); at != known_.end()) return at->second;
    std::ifstream file(folder_ / (sha256 + ".crc32"));
    std::uint32_t checksum = 0;
    std::string end;
    // The point at the end tells a whole file from one that was cut by a power loss.
    if (!(file >> checksum >> end) || end != ".") return std::nullopt;
    known_.emplace(sha256, checksum);
    return checksum;
}

void Checksums::keep(const std::string& sha256, std::uint32_t checksum) {
    const std::lock_guard lock(mutex_);
    known_.emplace(sha256, checksum);
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);
    std::ofstream(folder_ / (sha256 + ".crc32")) << checksum << " .\n";
}

} // namespace durus::mediaserver::archive
