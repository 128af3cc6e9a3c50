// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Bytes.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace durus::media {

/// A regular file open for reading, with a window of it in memory. Reads by offset; has no position.
/// Thread: one at a time.
/// Errors: every reading call throws Error(StorageFailure) if the disk fails.
class InputFile {
public:
    static constexpr std::size_t kWindow = std::size_t{64} << 10U;
    /// What stays in memory before the last place looked at: searchers look ahead and come back.
    static constexpr std::size_t kLookBack = std::size_t{16} << 10U;

    /// Errors: Error(NotFound), Error(InvalidInput) for anything but a regular file, Error(StorageFailure).
    explicit InputFile(const std::filesystem::path& file);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    const std::string& name() const noexcept { return name_; }
    std::uint64_t size() const noexcept { return size_; }

    /// The `count` bytes at `offset`, or as many as the file has there. Valid until the next view().
    /// REQUIRES: count <= kWindow.
    Bytes view(std::uint64_t offset, std::size_t count);

    /// The first place of `byte` at or behind `offset` and before `end`; nothing if there is none.
    std::optional<std::uint64_t> find(std::uint8_t byte, std::uint64_t offset, std::uint64_t end);

    /// Fills `into` from `offset`; returns how many bytes the file had for it.
    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const;

    /// Whether somebody wrote to the file since it was opened.
    bool hasChanged() const;

private:
    std::string name_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    std::int64_t modified_ = 0;
    std::vector<std::uint8_t> window_;
    std::uint64_t windowAt_ = 0;
};

} // namespace durus::media
