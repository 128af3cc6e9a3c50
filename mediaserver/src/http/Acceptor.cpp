// SPDX-License-Identifier: Apache-2.0
#include "http/Acceptor.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace durus::mediaserver::http {

namespace {

// Connections taken before those that are there get their turn again.
constexpr int kAcceptsPerRound = 64;
// How long to leave the backlog alone when the system has no room even for turning away.
constexpr std::chrono::milliseconds kPause{100};

constexpr std::string_view kTurnedAway = "HTTP/1.1 503 Service Unavailable\r\n"
                                         "Content-Type: text/plain; charset=utf-8\r\n"
                                         "Content-Length: 48\r\n"
                                         "Retry-After: 5\r\n"
                                         "Connection: close\r\n"
                                         "\r\n"
                                         "Too many connections are open. Try again later.\n";

FileDescriptor openReserve() noexcept {
    return FileDescriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

int acceptFrom(int socket, sockaddr* peer, socklen_t* length) noexcept {
    return ::accept4(socket, peer, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

} // namespace

Acceptor::Acceptor(FileDescriptor socket, Admission& admission,
                   const std::vector<std::unique_ptr<Shard>>& shards)
    : socket_(std::move(socket)), reserve_(openReserve()), admission_(admission), shards_(shards) {}

Acceptor::~Acceptor() {
    loop().timers().cancel(*this);
}

void Acceptor::start() {
    if (!loop().watch(socket_.get(), EPOLLIN, *this))
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Acceptor::close() noexcept {
    loop().timers().cancel(*this);
    socket_.reset();
    reserve_.reset();
}

void Acceptor::onEvents(std::uint32_t) noexcept {
    for (int i = 0; i < kAcceptsPerRound && socket_; ++i)
        if (!acceptOne()) return;
}

// False when there is nothing more to accept for now.
bool Acceptor::acceptOne() {
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    auto* address = reinterpret_cast<sockaddr*>(&storage);
    FileDescriptor client(acceptFrom(socket_.get(), address, &length));
    if (!client) {
        if (errno == EMFILE || errno == ENFILE)
            acceptWithReserve();
        else if (errno == ENOBUFS || errno == ENOMEM)
            pause();
        // The client may have gone already; that is its business and not the end of the queue.
        return errno == ECONNABORTED || errno == EINTR;
    }
    auto ticket = admission_.admit(PeerAddress(*address));
    if (ticket)
        leastLoaded().adopt(std::move(client), std::move(*ticket));
    else
        turnAway(std::move(client));
    return true;
}

void Acceptor::acceptWithReserve() noexcept {
    reserve_.reset();
    FileDescriptor client(acceptFrom(socket_.get(), nullptr, nullptr));
    if (client) turnAway(std::move(client));
    reserve_ = openReserve();
    pause();
}

void Acceptor::turnAway(FileDescriptor socket) noexcept {
    rejected_.fetch_add(1, std::memory_order_relaxed);
    ::send(socket.get(), kTurnedAway.data(), kTurnedAway.size(), MSG_NOSIGNAL);
    ::shutdown(socket.get(), SHUT_WR);
    // What has come already is taken, so that the close is an end and not a reset that overtakes the answer.
    char dropped[4096];
    while (::recv(socket.get(), dropped, sizeof dropped, 0) == static_cast<long>(sizeof dropped)) {
    }
}

void Acceptor::pause() noexcept {
    loop().unwatch(socket_.get());
    loop().timers().arm(*this, loop().now() + kPause);
}

void Acceptor::onDeadline() noexcept {
    if (socket_ && !loop().watch(socket_.get(), EPOLLIN, *this)) pause();
}

Shard& Acceptor::leastLoaded() noexcept {
    nextShard_ = (nextShard_ + 1) % shards_.size();
    Shard* best = shards_[nextShard_].get();
    for (const auto& shard : shards_)
        if (shard->load() < best->load()) best = shard.get();
    return *best;
}

} // namespace durus::mediaserver::http
