// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace durus::test {

/// A fresh directory below the system's temporary one, removed with all it holds on destruction.
class TempDir {
public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const noexcept { return path_; }
    std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace durus::test
