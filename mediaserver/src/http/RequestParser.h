// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/ChunkedDecoder.h"
#include "http/Framing.h"
#include "http/HeaderLine.h"
#include "http/Request.h"
#include "http/ServerLimits.h"
#include "http/Status.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace durus::mediaserver::http {

/// Reads one HTTP/1.x request piece by piece, by the strict reading of RFC 9112: what is ambiguous is
/// refused, never repaired. After a failure the connection cannot be used for another request. Thread: one.
class RequestParser {
public:
    enum class Progress : std::uint8_t {
        /// Everything usable was taken; more bytes are needed.
        NeedMore,
        /// The head is complete; the body comes with the next read(). Reported once per request.
        Head,
        /// The request is complete.
        Done,
        /// See error().
        Failed,
    };

    /// `limits` must outlive the parser.
    explicit RequestParser(const ServerLimits& limits) noexcept : limits_(limits) {}

    /// Starts a request, into `request`, which must outlive it.
    void begin(Request& request) noexcept;

    /// Takes what it can off `input`. What it leaves must be presented again, in front of what follows.
    Progress read(std::string_view& input);

    /// After Head: the most bytes the body may have. A longer one fails with 413, at the next read() if its
    /// length was announced.
    void setBodyLimit(std::uint64_t bytes) noexcept { bodyLimit_ = bytes; }

    /// After Head: what the headers say about the message.
    const Framing& framing() const noexcept { return framing_; }

    /// True once anything of a request was seen.
    bool hasBegun() const noexcept { return state_ != State::Start; }

    /// The status to answer after Failed.
    Status error() const noexcept { return error_; }

private:
    enum class State : std::uint8_t { Start, RequestLine, Fields, BodyStart, Body, Chunks, Done, Failed };

    Progress step(std::string_view& input);
    Progress readRequestLine(std::string_view& input);
    Progress parseRequestLine(std::string_view line);
    Progress readField(std::string_view& input);
    Progress finishHead();
    Progress startBody();
    Progress readBody(std::string_view& input);
    Progress readChunks(std::string_view& input);
    Progress lineMissing(std::string_view input, Status whenTooLong, LineResult result);
    Progress fail(Status status) noexcept;

    const ServerLimits& limits_;
    Request* request_ = nullptr;
    Framing framing_;
    ChunkedDecoder chunks_;
    std::uint64_t bodyLimit_ = 0;
    std::uint64_t bodyLeft_ = 0;
    std::size_t scanned_ = 0;
    std::size_t headBytes_ = 0;
    State state_ = State::Start;
    Status error_ = Status::BadRequest;
    bool sawEmptyLine_ = false;
};

} // namespace durus::mediaserver::http
