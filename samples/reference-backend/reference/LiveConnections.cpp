// SPDX-License-Identifier: Apache-2.0
#include "reference/LiveConnections.h"

#include <sys/socket.h>

namespace durus::reference {

void LiveConnections::add(int socket) {
    const std::lock_guard lock(mutex_);
    sockets_.insert(socket);
    if (cut_) ::shutdown(socket, SHUT_RDWR);
}

void LiveConnections::remove(int socket) {
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
}

void LiveConnections::cutAll() {
    const std::lock_guard lock(mutex_);
    cut_ = true;
    for (const int socket : sockets_)
        ::shutdown(socket, SHUT_RDWR);
}

} // namespace durus::reference
