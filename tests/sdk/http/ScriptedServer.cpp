// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <array>
#include <csignal>

namespace {

using Poco::Net::Context;

/// A test that waits longer than this hangs.
const Poco::Timespan kPatience(20, 0);
const Poco::Net::SocketAddress kAnyPort("127.0.0.1", 0);

std::unique_ptr<Poco::Net::ServerSocket> secureSocket(const TestCertificates::Server& server) {
    Context::Params params;
    params.certificateFile = server.certificate.string();
    params.privateKeyFile = server.key.string();
    params.verificationMode = Context::VERIFY_NONE;
    const Context::Ptr context = new Context(Context::TLS_SERVER_USE, params);
    return std::make_unique<Poco::Net::SecureServerSocket>(kAnyPort, 16, context);
}

std::size_t bodyLength(const std::string& head) {
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

} // namespace

ScriptedServer::Peer::Peer(Poco::Net::StreamSocket socket, ScriptedServer& server)
    : socket_(std::move(socket)), server_(server) {
    socket_.setReceiveTimeout(kPatience);
    socket_.setSendTimeout(kPatience);
}

std::string ScriptedServer::Peer::readRequest() {
    std::array<char, 8192> block{};
    for (;;) {
        const auto end = rest_.find("\r\n\r\n");
        if (end != std::string::npos && rest_.size() >= end + 4 + bodyLength(rest_)) {
            const std::size_t length = end + 4 + bodyLength(rest_);
            std::string request = rest_.substr(0, length);
            rest_.erase(0, length);
            server_.record(request);
            return request;
        }
        const int count = socket_.receiveBytes(block.data(), static_cast<int>(block.size()));
        if (count <= 0) return {};
        rest_.append(block.data(), static_cast<std::size_t>(count));
    }
}

void ScriptedServer::Peer::send(const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size())
        sent += static_cast<std::size_t>(
            socket_.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
}

void ScriptedServer::Peer::answer(const std::string& status, const std::string& body,
                                  const std::string& headers) {
    send("HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
         "\r\n" + body);
}

void ScriptedServer::Peer::waitForClose() {
    std::array<char, 8192> block{};
    while (socket_.receiveBytes(block.data(), static_cast<int>(block.size())) > 0)
        ;
}

ScriptedServer::ScriptedServer(Script script)
    : secure_(false), socket_(std::make_unique<Poco::Net::ServerSocket>(kAnyPort)),
      script_(std::move(script)), thread_([this] { serve(); }) {}

ScriptedServer::ScriptedServer(const TestCertificates::Server& certificate, Script script)
    : secure_(true), socket_(secureSocket(certificate)), script_(std::move(script)),
      thread_([this] { serve(); }) {}

ScriptedServer::~ScriptedServer() {
    stopping_ = true;
    thread_.join();
}

std::string ScriptedServer::port() const {
    return std::to_string(socket_->address().port());
}

std::string ScriptedServer::url(const std::string& host) const {
    return (secure_ ? "https://" : "http://") + host + ':' + port();
}

std::vector<std::string> ScriptedServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void ScriptedServer::record(const std::string& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
}

void ScriptedServer::serve() {
    // As writing to a client that has gone must not end the test program.
    std::signal(SIGPIPE, SIG_IGN);
    while (!stopping_) {
        if (!socket_->poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ)) continue;
        try {
            Peer peer(socket_->acceptConnection(), *this);
            ++connections_;
            script_(peer);
        } catch (const Poco::Exception&) {
            // The client went away, as many of these tests want it to.
        }
    }
}
