// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Two networks, one for a box and one for its backend, joined by a router that can lose what goes one way.
/// All three are namespaces of the kernel, in which nobody else is disturbed. Thread: one; the process moves
/// to the router's and stays there, so there is one of these in a process.
class RoutedNetwork {
public:
    RoutedNetwork();
    ~RoutedNetwork();
    RoutedNetwork(const RoutedNetwork&) = delete;
    RoutedNetwork& operator=(const RoutedNetwork&) = delete;

    static constexpr const char* kBackendAddress = "10.77.2.2";

    /// Sockets that the calling thread makes from now on, and threads it starts, are of that network.
    void enterBox() const;
    void enterBackend() const;

    enum class Way { ToBackend, ToBox };
    /// The router drops what goes this way, and tells nobody.
    void lose(Way way) const;
    void mend() const;

private:
    void enter(int network) const;
    /// In the router's network.
    void ip(const std::string& arguments) const;

    int router_ = -1;
    int box_ = -1;
    int backend_ = -1;
};
