// SPDX-License-Identifier: Apache-2.0
#include "http/Server.h"

#include "http/Acceptor.h"
#include "http/Admission.h"
#include "http/ListenAddress.h"
#include "http/Shard.h"

#include <algorithm>
#include <csignal>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace durus::mediaserver::http {

namespace {

ListenAddress parseListen(const std::string& text) {
    auto address = ListenAddress::parse(text);
    if (!address)
        throw std::invalid_argument("\"" + text +
                                    "\" is no listen address; write ADDR:PORT with a numeric address, "
                                    "for example 0.0.0.0:8080 or [::]:8080");
    return std::move(*address);
}

// Blocks every signal while threads are started, so that they inherit it: signals of the process go to
// whoever waits for them, and sendfile(2), which knows no MSG_NOSIGNAL, cannot end the process by SIGPIPE.
class SignalsBlocked {
public:
    SignalsBlocked() noexcept {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

} // namespace

Headers ServerOptions::defaultCommonHeaders() {
    Headers headers;
    headers.add("X-Content-Type-Options", "nosniff");
    headers.add("Referrer-Policy", "same-origin");
    return headers;
}

struct Server::Parts {
    Parts(const ServerOptions& options, Router router)
        : address(parseListen(options.listen)),
          loops(std::max(options.loops, 1U)), context{options.limits, std::move(router),
                                                      std::string(options.commonHeaders.wire())},
          admission(context.limits) {}

    ListenAddress address;
    const unsigned loops;
    const ServiceContext context;
    Admission admission;
    std::vector<std::unique_ptr<Shard>> shards;
    std::unique_ptr<Acceptor> acceptor;
    std::vector<std::thread> threads;
};

Server::Server(ServerOptions options, Router router)
    : parts_(std::make_unique<Parts>(options, std::move(router))) {}

Server::~Server() {
    stop();
}

void Server::start() {
    if (parts_->acceptor) throw std::logic_error("the server was started before");
    FileDescriptor socket = parts_->address.listen();
    parts_->address.port = boundPort(socket.get());
    for (unsigned i = 0; i < parts_->loops; ++i)
        parts_->shards.push_back(std::make_unique<Shard>(parts_->context));
    parts_->acceptor = std::make_unique<Acceptor>(std::move(socket), parts_->admission, parts_->shards);
    parts_->acceptor->start();
    const SignalsBlocked blocked;
    for (const auto& shard : parts_->shards)
        parts_->threads.emplace_back([&loop = *shard] { loop.run(); });
}

std::uint16_t Server::port() const noexcept {
    return parts_->acceptor ? parts_->address.port : 0;
}

std::string Server::address() const {
    return parts_->address.toString();
}

void Server::stop() {
    if (parts_->threads.empty()) return;
    // In the same mailbox before the stop of the first shard: nothing is accepted that nobody would close.
    parts_->shards.front()->loop().mailbox()->post([this] { parts_->acceptor->close(); });
    for (const auto& shard : parts_->shards)
        shard->stop();
    for (std::thread& thread : parts_->threads)
        thread.join();
    parts_->threads.clear();
}

ServerCounters Server::counters() const {
    ServerCounters total;
    const auto read = [](const Shard::Counters::Number& number) {
        return number.load(std::memory_order_relaxed);
    };
    for (const auto& shard : parts_->shards) {
        const Shard::Counters& counters = shard->counters();
        total.acceptedConnections += read(counters.accepted);
        total.openConnections += read(counters.open);
        total.requests += read(counters.requests);
        total.malformedRequests += read(counters.malformed);
        total.responses2xx += read(counters.byClass[2]);
        total.responses3xx += read(counters.byClass[3]);
        total.responses4xx += read(counters.byClass[4]);
        total.responses5xx += read(counters.byClass[5]);
        total.timeouts += read(counters.timeouts);
        total.bytesSent += read(counters.bytesSent);
        total.bytesReceived += read(counters.bytesReceived);
    }
    if (parts_->acceptor) total.rejectedConnections = parts_->acceptor->rejected();
    return total;
}

} // namespace durus::mediaserver::http
