// SPDX-License-Identifier: Apache-2.0
#include "Crowd.h"

#include "HostileRequests.h"
#include "RawSocket.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace durus::test {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTick{20};
// Addresses 127.0.0.2 to 127.0.0.201.
constexpr unsigned kSources = 200;
constexpr int kSmallBuffer = 4096;

const std::string& endlessHead() {
    static const std::string text = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + std::string(7000, 'x');
    return text;
}

const std::vector<HostileRequest>& hostile() {
    static const std::vector<HostileRequest> all = hostileRequests();
    return all;
}

} // namespace

Crowd::Crowd(std::uint16_t port, std::string bigPath, Size size)
    : port_(port), big_("GET " + bigPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    const auto add = [this](Kind kind, std::size_t count) {
        for (; count > 0; --count)
            clients_.push_back(
                {.kind = kind, .source = 2 + static_cast<unsigned>(clients_.size()) % kSources});
    };
    add(Kind::Dribbling, size.dribbling);
    add(Kind::NotReading, size.notReading);
    add(Kind::Idle, size.idle);
    add(Kind::Resetting, size.resetting);
    add(Kind::Hostile, size.hostile);
    thread_ = std::thread([this] { run(); });
}

Crowd::~Crowd() {
    stop_ = true;
    thread_.join();
}

bool Crowd::waitUntilThere(std::chrono::seconds limit) const {
    const auto end = Clock::now() + limit;
    while (there_ < clients_.size()) {
        if (Clock::now() > end) return false;
        ::poll(nullptr, 0, static_cast<int>(kTick.count()));
    }
    return true;
}

void Crowd::run() {
    // In portions, as a listen queue takes them.
    constexpr std::size_t kPortion = 100;
    std::size_t begun = 0;
    std::array<epoll_event, 256> events{};
    for (auto next = Clock::now(); !stop_;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
        const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                       static_cast<int>(std::max<std::int64_t>(left, 0)));
        for (int i = 0; i < count; ++i)
            act(events[static_cast<std::size_t>(i)].data.u64);
        if (Clock::now() < next) continue;
        next = Clock::now() + kTick;
        for (const std::size_t end = std::min(begun + kPortion, clients_.size()); begun < end; ++begun)
            connect(begun);
        tick();
    }
}

void Crowd::connect(std::size_t index) {
    Client& client = clients_[index];
    client.socket = connectFrom(client.source, port_, client.kind == Kind::NotReading ? kSmallBuffer : 0);
    client.sent = 0;
    ++client.turn;
    ++connections_;
    epoll_event event{};
    // Whoever does not read must not be told that there is something.
    event.events = EPOLLOUT | EPOLLRDHUP | EPOLLET | (client.kind == Kind::NotReading ? 0U : EPOLLIN);
    event.data.u64 = index;
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, client.socket.get(), &event);
}

std::string_view Crowd::words(const Client& client) const {
    switch (client.kind) {
    case Kind::NotReading:
        return big_;
    case Kind::Hostile:
        return hostile()[(client.source + client.turn) % hostile().size()].text;
    case Kind::Dribbling:
    case Kind::Resetting:
        return endlessHead();
    case Kind::Idle:
        break;
    }
    return {};
}

void Crowd::act(std::size_t index) {
    Client& client = clients_[index];
    if (!client.wasThere) {
        client.wasThere = true;
        ++there_;
    }
    if (client.kind == Kind::NotReading || client.kind == Kind::Hostile) {
        const std::string_view rest = words(client).substr(client.sent);
        const ssize_t sent =
            rest.empty() ? 0 : ::send(client.socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent > 0) client.sent += static_cast<std::size_t>(sent);
    }
    if (client.kind == Kind::NotReading) {
        pollfd broken{client.socket.get(), POLLRDHUP, 0};
        if (::poll(&broken, 1, 0) == 1) connect(index);
        return;
    }
    std::array<char, 4096> dropped{};
    for (;;) {
        const ssize_t count = ::recv(client.socket.get(), dropped.data(), dropped.size(), 0);
        if (count > 0) continue;
        if (count < 0 && errno == EAGAIN) return;
        connect(index);
        return;
    }
}

void Crowd::tick() {
    for (std::size_t i = 0; i < clients_.size(); ++i) {
        Client& client = clients_[i];
        if (client.socket.get() < 0 || !client.wasThere) continue;
        if (client.kind == Kind::Dribbling && client.sent < endlessHead().size())
            client.sent += ::send(client.socket.get(), &endlessHead()[client.sent], 1, MSG_NOSIGNAL) == 1;
        if (client.kind == Kind::Resetting) {
            ::send(client.socket.get(), endlessHead().data(), 40, MSG_NOSIGNAL);
            const linger reset{.l_onoff = 1, .l_linger = 0};
            ::setsockopt(client.socket.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            connect(i);
        }
    }
}

} // namespace durus::test
