// SPDX-License-Identifier: Apache-2.0
#include "RawSocket.h"

#include <arpa/inet.h>
#include <cppunit/TestAssert.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdlib>

namespace durus::test {

namespace {

constexpr int kPatienceMs = 10'000;

sockaddr_in loopback(unsigned last, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(0x7f000000U + last);
    return address;
}

} // namespace

FileDescriptor connectFrom(unsigned source, std::uint16_t port, int receiveBuffer) {
    FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    CPPUNIT_ASSERT_MESSAGE("no more descriptors", socket.get() >= 0);
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receiveBuffer != 0)
        ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const sockaddr_in from = loopback(source, 0);
    CPPUNIT_ASSERT_EQUAL(0, ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&from), sizeof from));
    const sockaddr_in to = loopback(1, port);
    const int result = ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to);
    CPPUNIT_ASSERT_MESSAGE("cannot connect", result == 0 || errno == EINPROGRESS);
    return socket;
}

RawSocket::RawSocket(std::uint16_t port, unsigned source) : socket_(connectFrom(source, port)) {
    CPPUNIT_ASSERT_MESSAGE("the server does not accept", wait(POLLOUT));
}

bool RawSocket::wait(short events) const {
    pollfd waiting{socket_.get(), events, 0};
    return ::poll(&waiting, 1, kPatienceMs) == 1;
}

bool RawSocket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno != EAGAIN || !wait(POLLOUT))
            return false;
    }
    return true;
}

bool RawSocket::readMore() {
    std::array<char, 65'536> block{};
    for (;;) {
        const ssize_t count = ::recv(socket_.get(), block.data(), block.size(), 0);
        if (count > 0) buffer_.append(block.data(), static_cast<std::size_t>(count));
        if (count >= 0) return count > 0;
        if (errno != EAGAIN || !wait(POLLIN)) return false;
    }
}

std::string RawSocket::readResponse() {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!readMore()) return std::exchange(buffer_, {});
    end += 4;
    const std::size_t field = buffer_.find("Content-Length: ");
    if (field < end) end += std::strtoul(buffer_.c_str() + field + 16, nullptr, 10);
    while (buffer_.size() < end)
        if (!readMore()) return std::exchange(buffer_, {});
    std::string response = buffer_.substr(0, end);
    buffer_.erase(0, end);
    return response;
}

std::string RawSocket::readToEnd() {
    while (readMore()) {
    }
    return std::exchange(buffer_, {});
}

int statusOf(std::string_view response) {
    if (!response.starts_with("HTTP/1.1 ") || response.size() < 12) return 0;
    return std::atoi(std::string(response.substr(9, 3)).c_str());
}

} // namespace durus::test
