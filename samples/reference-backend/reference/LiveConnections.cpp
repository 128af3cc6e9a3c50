// SPDX-License-Identifier: Apache-2.0
#include "reference/LiveConnections.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace durus::reference {

LiveConnections::Entry::Entry(LiveConnections& connections, int socket)
    : connections_(connections), descriptor_(::fcntl(socket, F_DUPFD_CLOEXEC, 0)) {
    if (descriptor_ < 0) return;
    const std::lock_guard lock(connections_.mutex_);
    connections_.descriptors_.insert(descriptor_);
    if (connections_.cut_) ::shutdown(descriptor_, SHUT_RDWR);
}

LiveConnections::Entry::~Entry() {
    if (descriptor_ < 0) return;
    const std::lock_guard lock(connections_.mutex_);
    connections_.descriptors_.erase(descriptor_);
    ::close(descriptor_);
}

void LiveConnections::cutAll() {
    const std::lock_guard lock(mutex_);
    cut_ = true;
    for (const int descriptor : descriptors_)
        ::shutdown(descriptor, SHUT_RDWR);
}

} // namespace durus::reference
