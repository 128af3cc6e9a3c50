// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Body.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace durus::mediaserver::http {

/// Sends one head and one body over a non-blocking socket, in as many steps as the socket wants: memory with
/// sendmsg(2), files with sendfile(2). Never raises SIGPIPE, provided the thread blocks it.
/// Thread: one.
class Transmission {
public:
    enum class Progress : std::uint8_t {
        Done,
        /// The socket takes no more for now.
        Blocked,
        /// The slice is used up; the socket may take more.
        SliceSpent,
        /// The client is gone, or the file is shorter than it was.
        Broken,
    };

    /// The head of what is sent next; written in place to reuse its memory.
    std::string& head() noexcept { return head_; }

    /// Starts with the head and, unless it is left out, the body.
    void begin(Body body) noexcept;

    /// Sends at most `slice` bytes of files. Adds what the socket took to `sent`.
    Progress run(int socket, std::size_t slice, std::uint64_t& sent) noexcept;

    /// Lets go of the body.
    void clear() noexcept;

private:
    bool isMemoryNext() const noexcept;
    long sendMemory(int socket) noexcept;
    long sendFile(int socket, std::size_t slice) noexcept;
    void advanceMemory(std::size_t taken) noexcept;

    std::string head_;
    Body body_;
    std::size_t headSent_ = 0;
    std::size_t segment_ = 0;
    std::uint64_t segmentSent_ = 0;
};

} // namespace durus::mediaserver::http
