// SPDX-License-Identifier: Apache-2.0
#include "NameLookup.h"

#include <durus/core/Error.h>

#include <Poco/Net/IPAddress.h>
#include <netdb.h>
#include <poll.h>

#include <atomic>
#include <memory>
#include <thread>

namespace durus::http {

namespace {

using Addresses = std::vector<Poco::Net::SocketAddress>;

/// Shared with the resolving thread, which may outlive the one that asked.
struct Lookup {
    std::string host;
    std::uint16_t port = 0;
    int status = 0;
    Addresses found;
    std::atomic<bool> finished{false};
    Event done;

    void resolve() {
        addrinfo wanted{};
        wanted.ai_family = AF_UNSPEC;
        wanted.ai_socktype = SOCK_STREAM;
        addrinfo* first = nullptr;
        status = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &first);
        for (const addrinfo* one = first; status == 0 && one; one = one->ai_next)
            found.emplace_back(one->ai_addr, one->ai_addrlen);
        if (first) ::freeaddrinfo(first);
        finished.store(true);
        done.raise();
    }
};

} // namespace

Addresses lookUp(const std::string& host, std::uint16_t port, const Event& interruption, Deadline deadline) {
    Poco::Net::IPAddress literal;
    if (Poco::Net::IPAddress::tryParse(host, literal)) return {Poco::Net::SocketAddress(literal, port)};

    const auto lookup = std::make_shared<Lookup>();
    lookup->host = host;
    lookup->port = port;
    std::thread([lookup] { lookup->resolve(); }).detach();
    if (!waitFor(lookup->done.handle(), POLLIN, interruption, deadline) || !lookup->finished.load())
        throw Error(ErrorCode::Timeout, "no answer in time about where " + host + " is",
                    "check the network connection of this machine");
    if (lookup->status != 0)
        throw Error(ErrorCode::Unavailable,
                    "cannot find " + host + ": " + std::string(::gai_strerror(lookup->status)),
                    "check the address, and the network connection of this machine");
    return std::move(lookup->found);
}

} // namespace durus::http
