// SPDX-License-Identifier: Apache-2.0
#include "PassLock.h"

#include <durus/core/Error.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace durus::client {

PassLock::PassLock(const std::filesystem::path& dataDirectory)
    : descriptor_(::open((dataDirectory / "sync.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0)
        throw Error(ErrorCode::StorageFailure,
                    "cannot open " + (dataDirectory / "sync.lock").string() + ": " + std::strerror(errno));
}

PassLock::~PassLock() {
    ::close(descriptor_);
}

bool PassLock::tryAcquire() {
    return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
}

void PassLock::acquire() {
    while (::flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR)
            throw Error(ErrorCode::StorageFailure, std::string("flock: ") + std::strerror(errno));
}

void PassLock::release() {
    ::flock(descriptor_, LOCK_UN);
}

} // namespace durus::client
