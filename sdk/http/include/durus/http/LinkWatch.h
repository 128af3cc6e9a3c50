// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace durus::http {

/// Tells when this machine may have gained a way to others: a link that came up, a new address or route, as
/// the kernel reports them by netlink. Whether a backend can be reached over it, only a try can tell. It
/// sleeps until something changes.
class LinkWatch {
public:
    /// Begins at once. `gained` runs on a thread of the watch, several times for one cable that is plugged
    /// in; it must be quick and must not throw. On a machine that allows no netlink nothing is ever told.
    explicit LinkWatch(std::function<void()> gained);
    /// Returns when `gained` runs no more. Never from within it.
    ~LinkWatch();
    LinkWatch(const LinkWatch&) = delete;
    LinkWatch& operator=(const LinkWatch&) = delete;

private:
    class Core;
    std::unique_ptr<Core> core_;
};

} // namespace durus::http
