// SPDX-License-Identifier: Apache-2.0
#include "http/RequestReader.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>

namespace durus::mediaserver::http {

namespace {

// Big reads ahead are rare; an idle client must not hold their memory.
constexpr std::size_t kKeptStash = 1024;

} // namespace

void RequestReader::begin(Request& request) {
    parser_.begin(request);
    stashFresh_ = hasUnparsed();
    if (!stashFresh_ && stash_.capacity() > kKeptStash) std::string().swap(stash_);
}

void RequestReader::noteEvents(std::uint32_t events) noexcept {
    if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) readable_ = true;
    if ((events & EPOLLRDHUP) != 0) peerEnded_ = true;
}

RequestReader::Outcome RequestReader::step(int socket, std::span<char> buffer, std::uint64_t& received) {
    if (stashFresh_) return parse(std::string_view(stash_).substr(stashAt_), true);
    std::string_view input;
    const Outcome outcome = receive(socket, buffer, input);
    if (input.empty()) return outcome;
    received += input.size();
    if (!hasUnparsed()) return parse(input, false);
    stash_.erase(0, stashAt_);
    stashAt_ = 0;
    stash_.append(input);
    return parse(stash_, true);
}

RequestReader::Outcome RequestReader::discard(int socket, std::span<char> buffer) noexcept {
    std::string_view dropped;
    return receive(socket, buffer, dropped);
}

RequestReader::Outcome RequestReader::receive(int socket, std::span<char> buffer,
                                              std::string_view& input) noexcept {
    if (!readable_) return Outcome::Waiting;
    const long taken = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (taken < 0 && errno == EINTR) return Outcome::Reading;
    if (taken < 0 && errno == EAGAIN) {
        readable_ = false;
        return Outcome::Waiting;
    }
    if (taken <= 0) return Outcome::Ended;
    // A short read has emptied the socket, and the next byte is a new event. Not so the end of the stream.
    if (static_cast<std::size_t>(taken) < buffer.size() && !peerEnded_) readable_ = false;
    input = std::string_view(buffer.data(), static_cast<std::size_t>(taken));
    return Outcome::Reading;
}

RequestReader::Outcome RequestReader::parse(std::string_view input, bool isStash) {
    const RequestParser::Progress progress = parser_.read(input);
    keepRest(input, isStash);
    stashFresh_ = progress == RequestParser::Progress::Head;
    switch (progress) {
    case RequestParser::Progress::NeedMore:
        return Outcome::Reading;
    case RequestParser::Progress::Head:
        return Outcome::Head;
    case RequestParser::Progress::Done:
        return Outcome::Done;
    case RequestParser::Progress::Failed:
        break;
    }
    return Outcome::Failed;
}

void RequestReader::keepRest(std::string_view rest, bool isStash) {
    if (!isStash) {
        stash_.assign(rest);
        stashAt_ = 0;
    } else if (rest.empty()) {
        stash_.clear();
        stashAt_ = 0;
    } else {
        stashAt_ = stash_.size() - rest.size();
    }
}

} // namespace durus::mediaserver::http
