// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <set>

namespace durus::reference {

/// The sockets that are being served, so that stopping can cut them: a thread that waits for a client
/// notices at once, and no TLS state is touched from a foreign thread. Thread: any.
class LiveConnections {
public:
    /// Keeps a socket listed for as long as it lives. It holds a descriptor of its own, because the one it
    /// was made from may be closed, and its number taken by another socket, at any moment.
    class Entry {
    public:
        Entry(LiveConnections& connections, int socket);
        ~Entry();
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

    private:
        LiveConnections& connections_;
        int descriptor_;
    };

    /// Cuts the sockets that are listed, and from now on each that is added.
    void cutAll();

private:
    std::mutex mutex_; ///< guards all below
    std::set<int> descriptors_;
    bool cut_ = false;
};

} // namespace durus::reference
