// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ByteSource.h"
#include "ResponseHead.h"

#include <string>

namespace durus::http {

/// Reads one answer off a stream of bytes. A body that ends before its announced end is an error, never an
/// answer.
class ResponseReader {
public:
    /// `source` outlives it.
    ResponseReader(ByteSource& source, bool toHead) : source_(source), toHead_(toHead) {}

    /// Reads up to the body, past answers that are only provisional.
    /// Errors: Error(Corrupt), Error(Timeout), Error(Unavailable).
    const ResponseHead& readHead(Deadline deadline);

    /// The next bytes of the body; 0 = it is complete; none = the deadline has come.
    /// Errors: Error(Corrupt); Error(Unavailable) if the body was cut.
    std::optional<std::size_t> readBody(std::span<char> buffer, Deadline deadline);

    /// Whether even one byte of an answer has come.
    bool hasBegun() const noexcept { return begun_; }
    bool isComplete() const noexcept { return complete_; }
    /// Whether the connection can carry another request now.
    bool leavesReusable() const noexcept { return complete_ && head_.keepsAlive && rest_.empty(); }

private:
    enum class ChunkPart { Size, Data, DataEnd, Trailer };

    std::optional<std::size_t> readPlain(std::span<char> buffer, Deadline deadline);
    std::optional<std::size_t> readChunked(std::span<char> buffer, Deadline deadline);
    void takeChunkLine(std::string_view line);
    std::optional<std::string> takeLine(Deadline deadline);
    std::optional<std::size_t> take(std::span<char> buffer, Deadline deadline);
    std::optional<std::size_t> fill(Deadline deadline);

    ByteSource& source_;
    const bool toHead_;
    ResponseHead head_;
    std::string rest_;       ///< come, but not taken yet
    std::uint64_t left_ = 0; ///< of the body, or of the chunk
    ChunkPart chunkPart_ = ChunkPart::Size;
    std::size_t trailers_ = 0;
    bool begun_ = false;
    bool complete_ = false;
};

} // namespace durus::http
