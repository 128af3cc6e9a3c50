// SPDX-License-Identifier: Apache-2.0
#include "http/Transmission.h"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace durus::mediaserver::http {

namespace {

// The head and the text in front of a part; more pieces simply take another call.
constexpr std::size_t kPieces = 4;

iovec piece(const char* data, std::size_t size) noexcept {
    iovec vector{};
    vector.iov_base = const_cast<char*>(data);
    vector.iov_len = size;
    return vector;
}

} // namespace

void Transmission::begin(Body body) noexcept {
    body_ = std::move(body);
    headSent_ = 0;
    segment_ = 0;
    segmentSent_ = 0;
}

void Transmission::clear() noexcept {
    body_ = Body();
    head_.clear();
    headSent_ = 0;
    segment_ = 0;
}

Transmission::Progress Transmission::run(int socket, std::size_t slice, std::uint64_t& sent) noexcept {
    std::size_t left = slice;
    while (headSent_ < head_.size() || segment_ < body_.segmentCount()) {
        if (left == 0) return Progress::SliceSpent;
        const bool isMemory = isMemoryNext();
        const long taken = isMemory ? sendMemory(socket) : sendFile(socket, left);
        if (taken < 0 && errno == EINTR) continue;
        if (taken < 0) return errno == EAGAIN ? Progress::Blocked : Progress::Broken;
        // The file has become shorter: what was promised cannot be kept, so the connection ends short.
        if (taken == 0) return Progress::Broken;
        sent += static_cast<std::uint64_t>(taken);
        // Memory is bounded by the socket's buffer; counting it would leave crumbs of a file for another
        // turn.
        if (!isMemory) left -= static_cast<std::size_t>(taken);
    }
    return Progress::Done;
}

bool Transmission::isMemoryNext() const noexcept {
    return headSent_ < head_.size() || body_.segment(segment_).memory != nullptr;
}

long Transmission::sendMemory(int socket) noexcept {
    std::array<iovec, kPieces> pieces;
    std::size_t count = 0;
    if (headSent_ < head_.size()) pieces[count++] = piece(head_.data() + headSent_, head_.size() - headSent_);
    std::size_t next = segment_;
    std::uint64_t skip = segmentSent_;
    for (; next < body_.segmentCount() && count < kPieces; ++next, skip = 0) {
        const Segment& part = body_.segment(next);
        if (!part.memory) break;
        pieces[count++] = piece(part.memory->data() + part.offset + skip, part.length - skip);
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    // MSG_MORE lets the file that follows fill the packet the head begins; the file's own end pushes it out.
    const int more = next < body_.segmentCount() ? MSG_MORE : 0;
    const long taken = ::sendmsg(socket, &message, MSG_NOSIGNAL | more);
    if (taken > 0) advanceMemory(static_cast<std::size_t>(taken));
    return taken;
}

void Transmission::advanceMemory(std::size_t taken) noexcept {
    const std::size_t ofHead = std::min(taken, head_.size() - headSent_);
    headSent_ += ofHead;
    taken -= ofHead;
    while (taken > 0) {
        const std::uint64_t left = body_.segment(segment_).length - segmentSent_;
        if (taken < left) {
            segmentSent_ += taken;
            return;
        }
        taken -= static_cast<std::size_t>(left);
        ++segment_;
        segmentSent_ = 0;
    }
}

long Transmission::sendFile(int socket, std::size_t slice) noexcept {
    const Segment& part = body_.segment(segment_);
    auto offset = static_cast<off_t>(part.offset + segmentSent_);
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(slice, part.length - segmentSent_));
    const long taken = ::sendfile(socket, part.file->fd(), &offset, wanted);
    if (taken <= 0) return taken;
    segmentSent_ += static_cast<std::uint64_t>(taken);
    if (segmentSent_ == part.length) {
        ++segment_;
        segmentSent_ = 0;
    }
    return taken;
}

} // namespace durus::mediaserver::http
