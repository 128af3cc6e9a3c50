// SPDX-License-Identifier: Apache-2.0
// Whatever bytes come on a connection, in whatever pieces, through the socket's reader or straight into the
// parser: the same requests, the same end, and nothing that handlers rely on is broken.
#include "Property.h"
#include "http/Characters.h"
#include "http/RequestReader.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace durus::fuzz;
using namespace durus::mediaserver::http;

namespace {

// Small, so that a short input reaches each of them.
ServerLimits smallLimits() {
    ServerLimits limits;
    limits.targetBytes = 64;
    limits.headerLineBytes = 96;
    limits.headBytes = 256;
    limits.headerFields = 8;
    limits.queryParameters = 4;
    limits.bodyBytes = 128;
    return limits;
}

const ServerLimits kLimits = smallLimits();

/// What a connection's bytes were understood as: one text per request, then how it ended.
using Account = std::vector<std::string>;

std::string describe(const Request& request, const Framing& framing) {
    std::string text = request.methodToken + '\n' + request.target + '\n' + request.path + '\n' +
                       request.host + ':' + std::to_string(request.port.value_or(0)) + '\n' +
                       std::string(request.headers.wire()) + (framing.keepAlive ? "keep\n" : "close\n") +
                       request.body;
    for (const auto& [name, value] : request.query)
        text.append("\n").append(name).append("=").append(value);
    return text;
}

bool isClean(std::string_view text) {
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void checkPromises(const Request& request, const Framing& framing) {
    require(isToken(request.methodToken), "the method is a token");
    require(request.path == "*" || request.path.starts_with('/') || request.method == Method::Connect,
            "the path is absolute");
    require((request.path + "/").find("/../") == std::string::npos &&
                (request.path + "/").find("/./") == std::string::npos,
            "the path has no dot segment");
    require(isClean(request.path) && isUtf8(request.path), "the path is text");
    require(isClean(request.host) && isClean(request.target), "host and target are text");
    require(!request.host.empty() || request.minorVersion == 0, "HTTP/1.1 names a host");
    require(request.headers.count("Host") <= 1, "there is one Host");
    require(!(request.headers.has("Content-Length") && request.headers.has("Transfer-Encoding")),
            "there is one length");
    require(request.body.size() <= kLimits.bodyBytes, "the body keeps its limit");
    require(!framing.contentLength || *framing.contentLength == request.body.size(),
            "the body is as long as it was said to be");
    require(request.query.size() <= kLimits.queryParameters, "the parameters keep their limit");
    for (std::size_t i = 0; i < request.headers.size(); ++i)
        require(isToken(request.headers.at(i).name) && isFieldValue(request.headers.at(i).value),
                "fields are fields");
}

Account atOnce(std::string_view input) {
    Account account;
    RequestParser parser(kLimits);
    for (;;) {
        Request request;
        parser.begin(request);
        RequestParser::Progress progress = RequestParser::Progress::Head;
        while (progress == RequestParser::Progress::Head)
            progress = parser.read(input);
        if (progress == RequestParser::Progress::Failed) {
            account.push_back("failed " + std::to_string(statusCode(parser.error())));
            return account;
        }
        if (progress == RequestParser::Progress::NeedMore) {
            account.push_back(parser.hasBegun() ? "cut" : "end");
            return account;
        }
        checkPromises(request, parser.framing());
        account.push_back(describe(request, parser.framing()));
    }
}

class Wire {
public:
    Wire() { require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()) == 0, "a socket"); }
    ~Wire() {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    int socket() const { return ends_[1]; }
    void send(std::string_view piece) const {
        require(::send(ends_[0], piece.data(), piece.size(), MSG_NOSIGNAL) ==
                    static_cast<ssize_t>(piece.size()),
                "the socket takes what was sent");
    }
    void end() const { ::shutdown(ends_[0], SHUT_WR); }

private:
    std::array<int, 2> ends_{-1, -1};
};

Account inPieces(std::string_view input, std::size_t piece) {
    Account account;
    const Wire wire;
    RequestReader reader(kLimits);
    std::array<char, 48> buffer{};
    std::uint64_t received = 0;
    Request request;
    reader.begin(request);
    for (bool ended = false;;) {
        switch (reader.step(wire.socket(), buffer, received)) {
        case RequestReader::Outcome::Reading:
        case RequestReader::Outcome::Head:
            continue;
        case RequestReader::Outcome::Done:
            checkPromises(request, reader.parser().framing());
            account.push_back(describe(request, reader.parser().framing()));
            request.clear();
            reader.begin(request);
            continue;
        case RequestReader::Outcome::Failed:
            account.push_back("failed " + std::to_string(statusCode(reader.parser().error())));
            return account;
        case RequestReader::Outcome::Ended:
            account.push_back(reader.parser().hasBegun() ? "cut" : "end");
            return account;
        case RequestReader::Outcome::Waiting:
            require(!ended, "the end of the stream is noticed");
            ended = input.empty();
            if (ended) wire.end();
            if (!ended) wire.send(input.substr(0, piece));
            input.remove_prefix(std::min(piece, input.size()));
            reader.noteEvents(ended ? EPOLLIN | EPOLLRDHUP : EPOLLIN);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    const std::size_t piece = 1 + takeByte(input) % 64;
    require(atOnce(input) == inPieces(input, piece), "pieces change nothing");
    return 0;
}
