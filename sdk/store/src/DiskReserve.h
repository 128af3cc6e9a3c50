// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace durus::store {

/// Space on the disk that is kept for what must not be refused when the disk is full: a file that holds it
/// until then. Several processes may share the file. Thread: one at a time.
class DiskReserve {
public:
    DiskReserve(std::filesystem::path file, std::uintmax_t bytes) : file_(std::move(file)), bytes_(bytes) {}

    /// Whether it is held, or could be: twice as much is free.
    bool isThere() const noexcept;
    /// Takes the space unless it is held already or could not be. Returns whether it is held then.
    bool hold() noexcept;
    /// Gives the space back to the disk. False if there was none to give.
    bool release() noexcept;

private:
    bool isHeld() const noexcept;
    bool hasSpace() const noexcept;

    std::filesystem::path file_;
    std::uintmax_t bytes_;
};

} // namespace durus::store
