// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace durus::client {

/// Lets one process at a time run a pass on a data directory. The kernel lets go of it with the process, so a
/// killed one leaves nothing behind. Thread: one at a time.
class PassLock {
public:
    /// Opens DIR/sync.lock without taking it. Errors: Error(StorageFailure).
    explicit PassLock(const std::filesystem::path& dataDirectory);
    ~PassLock();
    PassLock(const PassLock&) = delete;
    PassLock& operator=(const PassLock&) = delete;

    bool tryAcquire();
    /// Waits until whoever has it lets go: a pass ends within its network time-outs.
    void acquire();
    void release();

private:
    int descriptor_;
};

} // namespace durus::client
