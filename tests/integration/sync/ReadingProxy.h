// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/SecureStreamSocket.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A line between a box and its backend that holds the backend's certificate, and so sees where a request
/// begins and an answer ends. Each connection of a box has one of its own to the backend.
class ReadingProxy {
public:
    /// `certificates`: a folder with ca.pem, server.pem and server.key.
    ReadingProxy(std::uint16_t backendPort, const std::filesystem::path& certificates);
    ~ReadingProxy();
    ReadingProxy(const ReadingProxy&) = delete;
    ReadingProxy& operator=(const ReadingProxy&) = delete;

    std::string url() const;

    /// The stages of an exchange as the line sees them, in their order.
    enum class Moment {
        Connected, ///< no TLS yet
        ShookHands,
        FirstByte,    ///< of the request has been passed on
        HalfRequest,  ///< has been passed on
        WholeRequest, ///< is here; none of the rest has been passed on
        Answered,     ///< the backend has; none of it has been passed on
        HalfAnswer,   ///< has been passed on
        LastByte,     ///< of the answer is all that is missing
    };
    /// Returns whether the box is still there. If not, the line ends at this moment, but a whole request
    /// still reaches the backend.
    using Watcher = std::function<bool(Moment)>;
    void watch(Watcher watcher);

    enum class Manner {
        Carries,
        Duplicates,    ///< each request arrives twice
        DelaysAnswers, ///< each answer comes when the box no longer waits for it
        DelaysWrites,  ///< each write is kept until deliverLate(); the box gives up
        Portal,        ///< a captive portal answers 200 with its page and a calendar of its own
        Redirects,     ///< a captive portal answers 302 to its login page
    };
    void setManner(Manner manner) { manner_ = manner; }

    /// Sends a request in a connection of its own. Returns the whole answer.
    std::string ask(const std::string& request) const;
    /// Waits until every connection is over, and what came by it has been passed on.
    void awaitQuiet();

    /// The requests of the box, as far as they came, in their order.
    std::vector<std::string> requests() const;
    /// Answers that came too late for anybody.
    int lateAnswers() const { return lateAnswers_; }
    /// Lets the backend have what was kept from it. Returns how many of them it took.
    int deliverLate();

private:
    class Carrier;

    void serve();
    bool isThere(Moment moment);
    Poco::Net::SecureStreamSocket connect() const;

    const std::uint16_t backendPort_;
    const Poco::Net::Context::Ptr clientContext_;
    Poco::Net::SecureServerSocket socket_;
    std::atomic<Manner> manner_{Manner::Carries};
    std::atomic<int> lateAnswers_{0};
    std::atomic<bool> stopping_{false};
    mutable std::mutex mutex_; ///< guards the four below
    std::condition_variable changed_;
    int connections_ = 0;
    Watcher watcher_;
    std::vector<std::string> requests_;
    std::vector<std::string> kept_;
    std::vector<std::thread> carriers_; ///< one per connection; of the accepting thread alone
    std::thread thread_;
};
