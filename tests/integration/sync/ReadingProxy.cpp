// SPDX-License-Identifier: Apache-2.0
#include "ReadingProxy.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <string_view>

namespace {

using Poco::Net::Context;
using Poco::Net::SecureStreamSocket;
using Poco::Net::Socket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

const Poco::Timespan kBeat(0, 20'000);

constexpr int kQueued = 64;
constexpr std::string_view kPage = "<html>Welcome to our hotel. Please log in.</html>";

/// An answer of a portal, whose calendar is years ahead.
std::string portalAnswer(const std::string& statusLine, const std::string& header) {
    return "HTTP/1.1 " + statusLine + "\r\nDate: Sun, 06 Jan 2041 08:00:00 GMT\r\n" + header +
           "Content-Type: text/html\r\nContent-Length: " + std::to_string(kPage.size()) + "\r\n\r\n" +
           std::string(kPage);
}

Context::Ptr makeClientContext(const std::filesystem::path& certificates) {
    return new Context(Context::TLS_CLIENT_USE, (certificates / "ca.pem").string(), Context::VERIFY_STRICT);
}

Context::Ptr makeServerContext(const std::filesystem::path& certificates) {
    Context::Params parameters;
    parameters.certificateFile = (certificates / "server.pem").string();
    parameters.privateKeyFile = (certificates / "server.key").string();
    parameters.verificationMode = Context::VERIFY_NONE;
    return new Context(Context::TLS_SERVER_USE, parameters);
}

void sendAll(StreamSocket& socket, std::string_view bytes) {
    while (!bytes.empty())
        bytes.remove_prefix(
            static_cast<std::size_t>(socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()))));
}

/// How long a message is by its head and Content-Length; 0 = the head is not complete.
std::size_t wholeSize(const std::string& text) {
    const auto head = text.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    constexpr std::string_view kName = "\r\ncontent-length:";
    const auto found =
        std::search(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(head), kName.begin(),
                    kName.end(), [](char a, char b) { return std::tolower(a) == b; });
    const std::size_t at = static_cast<std::size_t>(found - text.begin()) + kName.size();
    return head + 4 + (at < head ? std::stoul(text.substr(at)) : 0);
}

/// The end of the line.
struct Ended {};

} // namespace

/// One connection of a box.
class ReadingProxy::Carrier {
public:
    Carrier(ReadingProxy& line, StreamSocket socket) : line_(line), box_(std::move(socket)) {}

    void run() try {
        // Accepted, but no byte of TLS has been exchanged yet.
        pass(Moment::Connected);
        box_.setNoDelay(true);
        box_.completeHandshake();
        pass(Moment::ShookHands);
        for (;;)
            exchange();
    } catch (const Ended&) {
        // A moment at which the line ends.
    } catch (const Poco::Exception&) {
        // One side has gone; the other is let go of as well.
    }

private:
    void pass(Moment moment) {
        if (!line_.isThere(moment)) throw Ended{};
    }

    void awaitBox() {
        while (!box_.poll(kBeat, Socket::SELECT_READ))
            if (line_.stopping_) throw Ended{};
    }

    /// Reads until there are `size` bytes of the request, and not one more.
    void read(std::size_t size) {
        readUpTo(box_, request_, size);
        const std::lock_guard lock(line_.mutex_);
        line_.requests_[number_] = request_;
    }

    static void readUpTo(SecureStreamSocket& socket, std::string& text, std::size_t size) {
        std::array<char, 4096> block{};
        while (text.size() < size) {
            const auto most = std::min(block.size(), size - text.size());
            const int count = socket.receiveBytes(block.data(), static_cast<int>(most));
            if (count <= 0) throw Ended{};
            text.append(block.data(), static_cast<std::size_t>(count));
        }
    }

public:
    static std::string readAnswer(SecureStreamSocket& backend) {
        std::string answer;
        while (wholeSize(answer) == 0)
            readUpTo(backend, answer, answer.size() + 1);
        readUpTo(backend, answer, wholeSize(answer));
        return answer;
    }

private:
    void exchange() {
        awaitBox();
        request_.clear();
        {
            const std::lock_guard lock(line_.mutex_);
            number_ = line_.requests_.size();
            line_.requests_.emplace_back();
        }
        const Manner manner = line_.manner_;
        SecureStreamSocket backend = line_.connect();
        std::size_t sent = 0;
        const auto readAndSend = [&](std::size_t size, Moment moment) {
            read(size);
            if (manner != Manner::Carries) return;
            sendAll(backend, std::string_view(request_).substr(sent));
            sent = request_.size();
            pass(moment);
        };
        readAndSend(1, Moment::FirstByte);
        while (wholeSize(request_) == 0)
            read(request_.size() + 1);
        readAndSend(std::max(request_.size(), wholeSize(request_) / 2), Moment::HalfRequest);
        read(wholeSize(request_));
        answer(manner, backend, sent);
    }

    void answer(Manner manner, SecureStreamSocket& backend, std::size_t sent) {
        if (manner == Manner::Portal) return sendAll(box_, portalAnswer("200 OK", ""));
        if (manner == Manner::Redirects)
            return sendAll(box_, portalAnswer("302 Found", "Location: http://login.hotel.example/\r\n"));
        if (manner == Manner::DelaysWrites && !request_.starts_with("GET")) {
            const std::lock_guard lock(line_.mutex_);
            line_.kept_.push_back(request_);
            return waitUntilTheBoxGivesUp();
        }
        if (manner == Manner::Duplicates) line_.ask(request_);
        const bool alive = line_.isThere(Moment::WholeRequest);
        sendAll(backend, std::string_view(request_).substr(sent));
        const std::string answer = readAnswer(backend);
        if (!alive) throw Ended{};
        if (manner == Manner::DelaysAnswers) {
            ++line_.lateAnswers_;
            return waitUntilTheBoxGivesUp();
        }
        pass(Moment::Answered);
        sendAll(box_, std::string_view(answer).substr(0, answer.size() / 2));
        pass(Moment::HalfAnswer);
        sendAll(box_,
                std::string_view(answer).substr(answer.size() / 2, answer.size() - 1 - answer.size() / 2));
        pass(Moment::LastByte);
        sendAll(box_, std::string_view(answer).substr(answer.size() - 1));
    }

    void waitUntilTheBoxGivesUp() {
        awaitBox();
        char byte = 0;
        box_.receiveBytes(&byte, 1);
        throw Ended{};
    }

    ReadingProxy& line_;
    SecureStreamSocket box_;
    std::size_t number_ = 0; ///< of the request among all of the line
    std::string request_;
};

ReadingProxy::ReadingProxy(std::uint16_t backendPort, const std::filesystem::path& certificates)
    : backendPort_(backendPort), clientContext_(makeClientContext(certificates)),
      socket_(SocketAddress("127.0.0.1", 0), kQueued, makeServerContext(certificates)),
      thread_([this] { serve(); }) {}

ReadingProxy::~ReadingProxy() {
    stopping_ = true;
    thread_.join();
}

std::string ReadingProxy::url() const {
    return "https://127.0.0.1:" + std::to_string(socket_.address().port());
}

void ReadingProxy::watch(Watcher watcher) {
    const std::lock_guard lock(mutex_);
    watcher_ = std::move(watcher);
}

bool ReadingProxy::isThere(Moment moment) {
    const std::lock_guard lock(mutex_);
    return !watcher_ || watcher_(moment);
}

void ReadingProxy::awaitQuiet() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return connections_ == 0; });
}

std::vector<std::string> ReadingProxy::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

int ReadingProxy::deliverLate() {
    std::vector<std::string> kept;
    {
        const std::lock_guard lock(mutex_);
        kept.swap(kept_);
    }
    int taken = 0;
    for (const std::string& request : kept)
        if (ask(request).starts_with("HTTP/1.1 2")) ++taken;
    return taken;
}

SecureStreamSocket ReadingProxy::connect() const {
    SecureStreamSocket backend(SocketAddress("127.0.0.1", backendPort_), "localhost", clientContext_);
    backend.setNoDelay(true);
    return backend;
}

std::string ReadingProxy::ask(const std::string& request) const {
    SecureStreamSocket backend = connect();
    sendAll(backend, request);
    return Carrier::readAnswer(backend);
}

void ReadingProxy::serve() {
    while (!stopping_) {
        if (!socket_.poll(kBeat, Socket::SELECT_READ)) continue;
        {
            const std::lock_guard lock(mutex_);
            ++connections_;
        }
        carriers_.emplace_back([this, box = socket_.acceptConnection()] {
            // A box that is killed must not end this process.
            sigset_t broken;
            sigemptyset(&broken);
            sigaddset(&broken, SIGPIPE);
            pthread_sigmask(SIG_BLOCK, &broken, nullptr);
            Carrier(*this, box).run();
            const std::lock_guard lock(mutex_);
            --connections_;
            changed_.notify_all();
        });
    }
    for (std::thread& carrier : carriers_)
        carrier.join();
}
