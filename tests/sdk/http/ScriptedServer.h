// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "TestCertificates.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A server on a free loopback port that does to each connection, one after the other, what a test tells it
/// to.
class ScriptedServer {
public:
    /// What the server does with one connection. It ends the connection by returning.
    class Peer {
    public:
        Peer(Poco::Net::StreamSocket socket, ScriptedServer& server);

        /// One request with its body; empty once the client has closed.
        std::string readRequest();
        void send(const std::string& bytes);
        /// Answers with a Content-Length.
        void answer(const std::string& status, const std::string& body, const std::string& headers = {});
        /// Returns when the client has closed its side.
        void waitForClose();

    private:
        Poco::Net::StreamSocket socket_;
        ScriptedServer& server_;
        std::string rest_;
    };
    using Script = std::function<void(Peer&)>;

    /// Without TLS.
    explicit ScriptedServer(Script script);
    ScriptedServer(const TestCertificates::Server& certificate, Script script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    std::string port() const;
    std::string url(const std::string& host = "127.0.0.1") const;
    int connections() const { return connections_; }
    /// All requests so far, heads and bodies.
    std::vector<std::string> requests() const;

private:
    void serve();
    void record(const std::string& request);

    bool secure_;
    std::unique_ptr<Poco::Net::ServerSocket> socket_;
    Script script_;
    std::atomic<bool> stopping_{false};
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::thread thread_;
};
