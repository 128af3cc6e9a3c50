// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <support/TempDir.h>

#include <cstdint>
#include <filesystem>

/// A disk of a few MiB, in memory, that only this process sees: mounted in a namespace of its own, which the
/// process enters with its first disk. REQUIRES: the process has one thread then.
class SmallDisk {
public:
    explicit SmallDisk(std::uintmax_t bytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    const std::filesystem::path& path() const noexcept { return directory_.path(); }
    std::uintmax_t bytesFree() const;
    /// Leaves not a byte free.
    void fill();
    void clear(); ///< undoes fill()

private:
    durus::test::TempDir directory_;
};
