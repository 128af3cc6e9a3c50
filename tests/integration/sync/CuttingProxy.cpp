// SPDX-License-Identifier: Apache-2.0
#include "CuttingProxy.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>

namespace {

using Poco::Net::Socket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

const Poco::Timespan kBeat(0, 20'000);

void sendAll(StreamSocket& socket, const char* bytes, int count) {
    for (int sent = 0; sent < count;)
        sent += socket.sendBytes(bytes + sent, count - sent);
}

} // namespace

CuttingProxy::CuttingProxy(std::uint16_t backendPort)
    : backendPort_(backendPort), socket_(SocketAddress("127.0.0.1", 0)), thread_([this] { serve(); }) {}

CuttingProxy::~CuttingProxy() {
    stopping_ = true;
    thread_.join();
}

std::string CuttingProxy::url() const {
    return "https://127.0.0.1:" + std::to_string(socket_.address().port());
}

void CuttingProxy::serve() {
    while (!stopping_)
        if (socket_.poll(kBeat, Socket::SELECT_READ))
            carriers_.emplace_back([this, box = socket_.acceptConnection()] { carry(box); });
    for (std::thread& carrier : carriers_)
        carrier.join();
}

void CuttingProxy::carry(StreamSocket box) try {
    StreamSocket backend(SocketAddress("127.0.0.1", backendPort_));
    while (!stopping_) {
        Socket::SocketList readable{box, backend};
        Socket::SocketList writable;
        Socket::SocketList broken;
        if (Socket::select(readable, writable, broken, kBeat) == 0) continue;
        const bool fromBox = std::find(readable.begin(), readable.end(), box) != readable.end();
        if (fromBox && !move(box, backend, false)) return;
        const bool fromBackend = std::find(readable.begin(), readable.end(), backend) != readable.end();
        if (fromBackend && !move(backend, box, true)) return;
    }
} catch (const Poco::Exception&) {
    // One side has gone; the other is let go of as well.
}

void CuttingProxy::watch(Watch watch) {
    const std::lock_guard lock(watching_);
    watch_ = std::move(watch);
}

int CuttingProxy::passed(int count) {
    const std::lock_guard lock(watching_);
    return watch_ ? watch_(count) : count;
}

bool CuttingProxy::move(StreamSocket& from, StreamSocket& to, bool fromBackend) {
    std::array<char, 4096> block{};
    int count = from.receiveBytes(block.data(), static_cast<int>(block.size()));
    if (count <= 0) return false;
    bool broken = false;
    if (const std::int64_t left = left_; fromBackend && left != kUnbroken) {
        broken = left <= count;
        count = static_cast<int>(std::min<std::int64_t>(count, left));
        left_ = left - count;
    }
    if (broken) ++breaks_;
    if (const int part = passed(count); part < count) {
        sendAll(to, block.data(), part);
        return false;
    }
    if (fromBackend) return deliver(to, block.data(), count) && !broken;
    sendAll(to, block.data(), count);
    return true;
}

bool CuttingProxy::deliver(StreamSocket& box, char* bytes, int count) {
    switch (manner_.load()) {
    case Manner::Carries:
        sendAll(box, bytes, count);
        return true;
    case Manner::Garbles:
        std::for_each_n(bytes, count, [](char& byte) { byte ^= 0x10; });
        sendAll(box, bytes, count);
        return true;
    case Manner::Swallows:
        return true;
    case Manner::Drips:
        for (int i = 0; i < count; ++i)
            sendAll(box, bytes + i, 1);
        return true;
    case Manner::Resets:
        box.setLinger(true, 0);
        return false;
    }
    return false;
}
