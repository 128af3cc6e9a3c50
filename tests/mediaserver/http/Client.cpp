// SPDX-License-Identifier: Apache-2.0
#include "Client.h"

#include "http/Characters.h"

#include <arpa/inet.h>
#include <cppunit/extensions/HelperMacros.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

namespace {

constexpr std::chrono::seconds kPatience{20};

} // namespace

Client::Client(std::uint16_t port, const std::string& host) {
    const bool isIpv6 = host.find(':') != std::string::npos;
    socket_.reset(::socket(isIpv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_storage storage{};
    if (isIpv6) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(port);
        ::inet_pton(AF_INET6, host.c_str(), &in.sin6_addr);
        std::memcpy(&storage, &in, sizeof in);
    } else {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        ::inet_pton(AF_INET, host.c_str(), &in.sin_addr);
        std::memcpy(&storage, &in, sizeof in);
    }
    const socklen_t length = isIpv6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    CPPUNIT_ASSERT_MESSAGE("connect",
                           ::connect(socket_.get(), reinterpret_cast<sockaddr*>(&storage), length) == 0);
}

void Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const long sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Client::endSending() {
    ::shutdown(socket_.get(), SHUT_WR);
}

void Client::reset() {
    const linger now{1, 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket_.reset();
}

bool Client::fill() {
    pollfd wait{socket_.get(), POLLIN, 0};
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(kPatience);
    CPPUNIT_ASSERT_MESSAGE("the server is silent", ::poll(&wait, 1, static_cast<int>(patience.count())) == 1);
    char bytes[65536];
    const long taken = ::recv(socket_.get(), bytes, sizeof bytes, 0);
    if (taken <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(taken));
    return true;
}

std::optional<Reply> Client::read(bool isHead) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) {
            CPPUNIT_ASSERT_MESSAGE("half a head: " + buffer_, buffer_.empty());
            return std::nullopt;
        }
    Reply reply;
    reply.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    CPPUNIT_ASSERT_MESSAGE(reply.head, reply.head.starts_with("HTTP/1.1 "));
    reply.status = std::stoi(reply.head.substr(9, 3));
    std::string_view lines = reply.head;
    for (lines.remove_prefix(lines.find('\n') + 1); !lines.empty();
         lines.remove_prefix(lines.find('\n') + 1)) {
        const std::string_view line = lines.substr(0, lines.find('\r'));
        std::string name(line.substr(0, line.find(':')));
        std::ranges::transform(name, name.begin(), durus::mediaserver::http::toLower);
        CPPUNIT_ASSERT_MESSAGE("twice: " + name,
                               reply.fields.emplace(name, line.substr(line.find(':') + 2)).second);
    }
    if (isHead || !reply.fields.contains("content-length")) return reply;
    const std::size_t length = std::stoul(reply.fields["content-length"]);
    while (buffer_.size() < length)
        CPPUNIT_ASSERT_MESSAGE("the body ends short", fill());
    reply.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return reply;
}

Reply Client::ask(std::string_view request, bool isHead) {
    send(request);
    const auto reply = read(isHead);
    CPPUNIT_ASSERT_MESSAGE("closed without an answer: " + std::string(request.substr(0, 200)),
                           reply.has_value());
    return *reply;
}

Reply Client::get(const std::string& target, const std::string& fields) {
    return ask("GET " + target + " HTTP/1.1\r\nHost: box\r\n" + fields + "\r\n");
}

std::string Client::readToEnd() {
    while (fill()) {
    }
    return std::move(buffer_);
}

bool Client::isClosed() {
    return buffer_.empty() && !fill();
}

bool eventually(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

std::size_t openDescriptors() {
    const std::filesystem::directory_iterator files("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}
