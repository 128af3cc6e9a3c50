// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Status.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::mediaserver::http {

/// Decodes a chunked body (RFC 9112 7.1) piece by piece and strictly: every line ends in CRLF, sizes are
/// plain hexadecimal, extensions and trailers are checked, bounded and dropped. Thread: one.
class ChunkedDecoder {
public:
    enum class Progress : std::uint8_t { NeedMore, Done, Failed };

    /// Starts a body of at most `maxBytes` decoded bytes.
    void begin(std::uint64_t maxBytes) noexcept;

    /// Takes what it can off `input` and appends the data to `body`. What it leaves must be presented again,
    /// in front of what follows.
    Progress read(std::string_view& input, std::string& body);

    /// Why it failed: 400, 413 or 431.
    Status error() const noexcept { return error_; }

private:
    enum class State : std::uint8_t { Size, Data, DataEnd, Trailer };

    std::optional<Progress> step(std::string_view& input, std::string& body);
    std::optional<Progress> readSize(std::string_view& input);
    std::optional<Progress> readData(std::string_view& input, std::string& body);
    std::optional<Progress> readDataEnd(std::string_view& input);
    std::optional<Progress> readTrailer(std::string_view& input);
    Progress fail(Status status) noexcept;

    State state_ = State::Size;
    Status error_ = Status::BadRequest;
    std::uint64_t left_ = 0;
    std::uint64_t budget_ = 0;
    std::size_t trailerBytes_ = 0;
};

} // namespace durus::mediaserver::http
