// SPDX-License-Identifier: Apache-2.0
#include "FaultyServer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace durus::test {

namespace {

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void send(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::size_t rangeBegin(const std::string& request) {
    const auto at = request.find("Range: bytes=");
    return at == std::string::npos ? std::string::npos : std::stoul(request.substr(at + 13));
}

} // namespace

FaultyServer::FaultyServer(std::filesystem::path root) : root_(std::move(root)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, any, &size) != 0 || ::pipe(stop_) != 0)
        throw std::runtime_error("cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept(); });
}

FaultyServer::~FaultyServer() {
    ::close(stop_[1]);
    acceptor_.join();
    for (std::thread& connection : connections_)
        connection.join();
    ::close(stop_[0]);
    ::close(listener_);
}

std::string FaultyServer::url(const std::string& fault, const std::string& file) const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/" + fault + "/" + file;
}

bool FaultyServer::isStopping(int connection) const {
    pollfd both[] = {{stop_[0], POLLIN, 0}, {connection, POLLIN, 0}};
    ::poll(both, 2, -1);
    return (both[0].revents & (POLLIN | POLLHUP)) != 0;
}

void FaultyServer::accept() {
    while (!isStopping(listener_)) {
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0) connections_.emplace_back([this, connection] { serve(connection); });
    }
}

void FaultyServer::serve(int connection) {
    std::string request;
    char buffer[4096];
    while (request.find("\r\n\r\n") == std::string::npos && !isStopping(connection)) {
        const auto got = ::recv(connection, buffer, sizeof buffer, 0);
        if (got <= 0) break;
        request.append(buffer, static_cast<std::size_t>(got));
    }
    if (request.find("\r\n\r\n") != std::string::npos) answer(connection, request);
    ::close(connection);
}

void FaultyServer::answer(int connection, const std::string& request) {
    const auto path = request.substr(5, request.find(' ', 5) - 5);
    const auto fault = path.substr(0, path.find('/'));
    const auto bytes = content(root_ / path.substr(path.find('/') + 1));
    if (fault.find_first_not_of("0123456789") == std::string::npos)
        return send(connection,
                    "HTTP/1.1 " + fault + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    const auto begin = fault == "ok" ? rangeBegin(request) : std::string::npos;
    const bool partial = begin != std::string::npos;
    const std::string_view body = std::string_view(bytes).substr(partial ? begin : 0);
    std::string head = partial ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n";
    if (partial) {
        head += "Content-Range: bytes " + std::to_string(begin) + "-" + std::to_string(bytes.size() - 1) +
                "/" + std::to_string(bytes.size()) + "\r\n";
    }
    if (fault == "ok") head += "Accept-Ranges: bytes\r\n";
    send(connection, head + "Content-Type: audio/mpeg\r\nConnection: close\r\nContent-Length: " +
                         std::to_string(body.size()) + "\r\n\r\n");
    if (fault == "cut") return send(connection, body.substr(0, body.size() / 3));
    if (fault == "ok") return send(connection, body);
    send(connection, body.substr(0, body.size() / 6));
    isStopping(connection);
}

} // namespace durus::test
