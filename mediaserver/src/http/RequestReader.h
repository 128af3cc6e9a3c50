// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/RequestParser.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace durus::mediaserver::http {

/// Reads requests off an edge-triggered, non-blocking socket. Bytes go from a buffer the whole loop shares
/// straight into the parser; only what it cannot use yet is kept, so that an idle connection holds no buffer.
/// Thread: one.
class RequestReader {
public:
    enum class Outcome : std::uint8_t {
        /// Nothing to read for now; an event will come.
        Waiting,
        /// Something was read, and there may be more.
        Reading,
        /// The head is complete; the body comes with what follows.
        Head,
        /// The request is complete.
        Done,
        /// See parser().error().
        Failed,
        /// The client has ended its side, or the connection is broken.
        Ended,
    };

    explicit RequestReader(const ServerLimits& limits) noexcept : parser_(limits) {}

    /// Starts the next request; what was read ahead belongs to it.
    void begin(Request& request);

    /// Takes note of what epoll reported.
    void noteEvents(std::uint32_t events) noexcept;

    /// Does one read or one parse. Adds the bytes received to `received`.
    Outcome step(int socket, std::span<char> buffer, std::uint64_t& received);

    /// Reads once and drops it.
    Outcome discard(int socket, std::span<char> buffer) noexcept;

    /// True if bytes are there that belong to nothing that was parsed.
    bool hasUnparsed() const noexcept { return stashAt_ < stash_.size(); }
    /// True if a read may find something.
    bool isReadable() const noexcept { return readable_; }

    RequestParser& parser() noexcept { return parser_; }
    const RequestParser& parser() const noexcept { return parser_; }

private:
    Outcome receive(int socket, std::span<char> buffer, std::string_view& input) noexcept;
    Outcome parse(std::string_view input, bool isStash);
    void keepRest(std::string_view rest, bool isStash);

    RequestParser parser_;
    /// Bytes received and not yet understood, from stashAt_ on.
    std::string stash_;
    std::size_t stashAt_ = 0;
    /// The stash has not been parsed since the parser last moved on.
    bool stashFresh_ = false;
    bool readable_ = false;
    bool peerEnded_ = false;
};

} // namespace durus::mediaserver::http
