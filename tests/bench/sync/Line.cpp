// SPDX-License-Identifier: Apache-2.0
#include "Line.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>

namespace durus::bench {

namespace {

using Poco::Net::Socket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

const Poco::Timespan kBeat(0, 20'000);

/// Moves what there is; 0 = the line ends here.
std::size_t move(StreamSocket& from, StreamSocket& to) {
    std::array<char, 16 * 1024> block{};
    const int count = from.receiveBytes(block.data(), static_cast<int>(block.size()));
    for (int sent = 0; sent < count;)
        sent += to.sendBytes(block.data() + sent, count - sent);
    return static_cast<std::size_t>(std::max(count, 0));
}

bool contains(const Socket::SocketList& sockets, const Socket& socket) {
    return std::find(sockets.begin(), sockets.end(), socket) != sockets.end();
}

} // namespace

Line::Line(std::uint16_t backendPort)
    : backendPort_(backendPort), socket_(SocketAddress("127.0.0.1", 0)), thread_([this] { serve(); }) {}

Line::~Line() {
    stopping_ = true;
    thread_.join();
}

void Line::serve() {
    while (!stopping_)
        if (socket_.poll(kBeat, Socket::SELECT_READ)) carry(socket_.acceptConnection());
}

void Line::carry(StreamSocket box) try {
    StreamSocket backend(SocketAddress("127.0.0.1", backendPort_));
    box.setNoDelay(true);
    backend.setNoDelay(true);
    while (!stopping_) {
        Socket::SocketList readable{box, backend};
        Socket::SocketList writable;
        Socket::SocketList broken;
        if (Socket::select(readable, writable, broken, kBeat) == 0) continue;
        for (const bool isUp : {true, false}) {
            if (!contains(readable, isUp ? box : backend)) continue;
            const std::size_t count = isUp ? move(box, backend) : move(backend, box);
            if (count == 0) return;
            (isUp ? up_ : down_) += count;
        }
    }
} catch (const Poco::Exception&) {
    // One side has gone; the other is let go of as well.
}

} // namespace durus::bench
