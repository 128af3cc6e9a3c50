// SPDX-License-Identifier: Apache-2.0
#include "RawHttp.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/String.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace durus::test {

namespace {

Poco::Net::Context::Ptr trusting(const std::filesystem::path& authority) {
    return new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "", authority.string(),
                                  Poco::Net::Context::VERIFY_RELAXED);
}

} // namespace

RawHttp::RawHttp(std::uint16_t port, const std::filesystem::path& authority)
    : socket_(Poco::Net::SocketAddress("127.0.0.1", port), "127.0.0.1", trusting(authority)) {
    socket_.setReceiveTimeout(Poco::Timespan(10, 0));
    socket_.setSendTimeout(Poco::Timespan(10, 0));
}

void RawHttp::send(const std::string& bytes) {
    try {
        for (std::size_t sent = 0; sent < bytes.size();) {
            const int count = socket_.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent));
            if (count <= 0) return;
            sent += static_cast<std::size_t>(count);
        }
    } catch (const Poco::TimeoutException&) {
        throw;
    } catch (const Poco::Exception&) {
        // It hung up; what it had to say can still be read.
    }
}

void RawHttp::finish() {
    ::shutdown(socket_.impl()->sockfd(), SHUT_WR);
}

std::string RawHttp::readReply() {
    std::size_t end;
    while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
        if (!readMore()) throw std::runtime_error("no whole head of an answer");
    const std::string head = Poco::toLower(unread_.substr(0, end));
    const std::size_t at = head.find("content-length: ");
    const std::size_t size = end + 4 + (at == std::string::npos ? 0 : std::stoul(head.substr(at + 16)));
    while (unread_.size() < size)
        if (!readMore()) throw std::runtime_error("no whole answer");
    std::string reply = unread_.substr(0, size);
    unread_.erase(0, size);
    return reply;
}

std::string RawHttp::readAll() {
    while (readMore()) {
    }
    return std::exchange(unread_, {});
}

bool RawHttp::readMore() {
    std::array<char, 16'384> chunk;
    try {
        const int count = socket_.receiveBytes(chunk.data(), static_cast<int>(chunk.size()));
        if (count <= 0) return false;
        unread_.append(chunk.data(), static_cast<std::size_t>(count));
        return true;
    } catch (const Poco::TimeoutException&) {
        throw;
    } catch (const Poco::Exception&) {
        return false;
    }
}

} // namespace durus::test
