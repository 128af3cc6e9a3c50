// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/Process.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace durus::bench {

/// durus-mediaserver on a data directory. Errors: std::runtime_error.
class ServerProcess {
public:
    ServerProcess(const std::filesystem::path& program, const std::filesystem::path& data);

    std::uint16_t port() const noexcept { return port_; }
    /// From the start of the program to the first answer of 200 to a page of the library.
    std::chrono::milliseconds firstAnswer() const noexcept { return firstAnswer_; }
    /// Its anonymous memory, which is its own alone; what it maps of files can be had again from the disk.
    double ownMiB() const;
    /// All that is resident, mapped files among it.
    double residentMiB() const;

private:
    std::unique_ptr<test::Process> process_;
    std::uint16_t port_ = 0;
    std::chrono::milliseconds firstAnswer_{0};
};

} // namespace durus::bench
