// SPDX-License-Identifier: Apache-2.0
#include "Conversation.h"

#include <durus/core/FileDescriptor.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>

namespace durus::conformance {

namespace {

constexpr int kSilenceMilliseconds = 2'000;

class Talk {
public:
    explicit Talk(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what connect(2) takes
        if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
        const int on = 1;
        ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }

    // A server may answer and close before it has read everything, so what it does not take is no fault.
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    void endSending() { ::shutdown(socket_.get(), SHUT_WR); }

    // False at the end of the connection or after a silence.
    bool receive() {
        pollfd waiting{socket_.get(), POLLIN, 0};
        if (ended_ || ::poll(&waiting, 1, kSilenceMilliseconds) <= 0) return false;
        std::array<char, 65'536> buffer;
        const auto got = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
        if (got > 0)
            bytes_.append(buffer.data(), static_cast<std::size_t>(got));
        else
            ended_ = true;
        return !ended_;
    }

    bool hasEnded() const noexcept { return ended_; }
    const std::string& bytes() const noexcept { return bytes_; }

private:
    FileDescriptor socket_;
    std::string bytes_;
    bool ended_ = false;
};

struct Parsed {
    std::vector<Reply> interim;
    std::vector<Reply> replies;
    std::size_t lastBegins = 0;
};

Parsed parse(std::string_view bytes, bool firstIsHead, bool ended) {
    Parsed parsed;
    const std::size_t all = bytes.size();
    while (!bytes.empty()) {
        const std::size_t begins = all - bytes.size();
        auto reply = takeReply(bytes, firstIsHead && parsed.replies.empty(), ended);
        if (!reply) break;
        parsed.lastBegins = begins;
        (reply->isInterim() ? parsed.interim : parsed.replies).push_back(std::move(*reply));
    }
    return parsed;
}

void sendInSteps(Talk& talk, const std::string& request) {
    std::size_t begin = 0;
    for (std::size_t mark = 0; (mark = request.find("\\w", begin)) != std::string::npos; begin = mark + 2) {
        talk.send(std::string_view(request).substr(begin, mark - begin));
        talk.receive();
    }
    talk.send(std::string_view(request).substr(begin));
}

} // namespace

Conversation converse(std::uint16_t port, const Script& script) {
    Talk talk(port);
    const bool isHead = script.request.starts_with("HEAD ");
    sendInSteps(talk, script.request);
    if (script.probe.empty()) talk.endSending();
    while (parse(talk.bytes(), isHead, talk.hasEnded()).replies.size() < script.replies && talk.receive()) {
    }
    talk.send(script.probe);
    while (talk.receive()) {
    }
    Parsed parsed = parse(talk.bytes(), isHead, true);
    Conversation said{.interim = std::move(parsed.interim),
                      .replies = std::move(parsed.replies),
                      .stayedOpen = false,
                      .raw = talk.bytes()};
    if (!script.probe.empty() && !said.replies.empty() && said.replies.back().status == 200 &&
        said.replies.back().body == script.probeBody) {
        said.stayedOpen = true;
        said.replies.pop_back();
        said.raw.resize(parsed.lastBegins);
    }
    return said;
}

} // namespace durus::conformance
