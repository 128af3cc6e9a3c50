// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <set>

namespace durus::reference {

/// The sockets that are being served, so that stopping can cut them: a thread that waits for a client
/// notices at once, and no TLS state is touched from a foreign thread. Thread: any.
class LiveConnections {
public:
    /// After cutAll() the socket is cut at once.
    void add(int socket);
    void remove(int socket);
    void cutAll();

private:
    std::mutex mutex_; ///< guards all below
    std::set<int> sockets_;
    bool cut_ = false;
};

} // namespace durus::reference
