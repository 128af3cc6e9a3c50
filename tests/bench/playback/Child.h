// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Measured.h"

#include <sys/types.h>

#include <string>

namespace durus::bench {

/// This program once more, in a process of its own, playing one file one way.
class Child {
public:
    /// `way` is "bare" or "player". Errors: std::runtime_error.
    Child(const std::string& way, Extent extent, const std::string& file);
    ~Child();
    Child(Child&& other) noexcept;
    Child& operator=(Child&&) = delete;

    /// Waits for it to end. Errors: std::runtime_error if it failed.
    Measured result();

private:
    pid_t pid_ = -1;
    int output_ = -1;
};

/// What a child does: plays and prints what it measured. Returns the exit code.
int runChild(const std::string& way, const std::string& extent, const std::string& file);

} // namespace durus::bench
