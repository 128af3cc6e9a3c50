// SPDX-License-Identifier: Apache-2.0
#include "ResponseReader.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace durus::http {

namespace {

constexpr std::size_t kMaxHead = 64U * 1024;
constexpr std::size_t kMaxChunkLine = 1024;
constexpr std::size_t kMaxTrailers = 100;
constexpr int kMaxProvisional = 8;

/// Where the empty line ends that ends a head; npos if it has not come yet.
std::size_t endOfHead(const std::string& text) {
    for (auto line = text.find('\n'); line != std::string::npos; line = text.find('\n', line + 1)) {
        if (text.compare(line + 1, 1, "\n") == 0) return line + 2;
        if (text.compare(line + 1, 2, "\r\n") == 0) return line + 3;
    }
    return std::string::npos;
}

Error cut() {
    return Error(ErrorCode::Unavailable, "the connection ended before the answer did");
}

Error corrupt(const char* why) {
    return Error(ErrorCode::Corrupt, std::string("the answer is not proper HTTP: ") + why);
}

} // namespace

const ResponseHead& ResponseReader::readHead(Deadline deadline) {
    for (int answers = 0; answers <= kMaxProvisional; ++answers) {
        std::size_t end = endOfHead(rest_);
        for (; end == std::string::npos; end = endOfHead(rest_)) {
            if (rest_.size() > kMaxHead) throw corrupt("its headers do not end");
            const auto count = fill(deadline);
            if (!count) throw Error(ErrorCode::Timeout, "no answer in time");
            if (*count == 0) throw cut();
        }
        head_ = parseResponseHead(std::string_view(rest_).substr(0, rest_.rfind('\n', end - 2) + 1), toHead_);
        rest_.erase(0, end);
        if (head_.status == 101) throw corrupt("it changes the protocol");
        if (head_.status < 200) continue;
        left_ = head_.framing == Framing::Length ? head_.length : 0;
        complete_ = head_.framing == Framing::None || (head_.framing == Framing::Length && left_ == 0);
        return head_;
    }
    throw corrupt("it never gets beyond provisional answers");
}

std::optional<std::size_t> ResponseReader::readBody(std::span<char> buffer, Deadline deadline) {
    if (complete_) return 0;
    return head_.framing == Framing::Chunked ? readChunked(buffer, deadline) : readPlain(buffer, deadline);
}

std::optional<std::size_t> ResponseReader::readPlain(std::span<char> buffer, Deadline deadline) {
    const bool measured = head_.framing == Framing::Length;
    if (measured)
        buffer = buffer.first(static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), left_)));
    const auto count = take(buffer, deadline);
    if (!count) return std::nullopt;
    if (*count == 0) {
        if (measured) throw cut();
        complete_ = true;
    }
    if (measured) {
        left_ -= *count;
        complete_ = left_ == 0;
    }
    return count;
}

std::optional<std::size_t> ResponseReader::readChunked(std::span<char> buffer, Deadline deadline) {
    while (!complete_) {
        if (chunkPart_ == ChunkPart::Data) {
            const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), left_));
            const auto count = take(buffer.first(wanted), deadline);
            if (count && *count == 0) throw cut();
            if (count) left_ -= *count;
            if (left_ == 0) chunkPart_ = ChunkPart::DataEnd;
            return count;
        }
        const auto line = takeLine(deadline);
        if (!line) return std::nullopt;
        takeChunkLine(*line);
    }
    return 0;
}

void ResponseReader::takeChunkLine(std::string_view line) {
    switch (chunkPart_) {
    case ChunkPart::Size: {
        // Extensions after a semicolon mean nothing here.
        const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
        if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
            throw corrupt("a chunk without a size");
        chunkPart_ = left_ == 0 ? ChunkPart::Trailer : ChunkPart::Data;
        break;
    }
    case ChunkPart::DataEnd:
        if (!line.empty()) throw corrupt("a chunk longer than its size");
        chunkPart_ = ChunkPart::Size;
        break;
    case ChunkPart::Trailer:
        complete_ = line.empty();
        if (++trailers_ > kMaxTrailers) throw corrupt("trailers that do not end");
        break;
    case ChunkPart::Data:
        break;
    }
}

std::optional<std::string> ResponseReader::takeLine(Deadline deadline) {
    auto end = rest_.find('\n');
    for (; end == std::string::npos; end = rest_.find('\n')) {
        if (rest_.size() > kMaxChunkLine) throw corrupt("a chunk without a size");
        const auto count = fill(deadline);
        if (!count) return std::nullopt;
        if (*count == 0) throw cut();
    }
    std::string line = rest_.substr(0, end);
    rest_.erase(0, end + 1);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

std::optional<std::size_t> ResponseReader::take(std::span<char> buffer, Deadline deadline) {
    if (rest_.empty()) return source_.read(buffer, deadline);
    const std::size_t count = rest_.copy(buffer.data(), buffer.size());
    rest_.erase(0, count);
    return count;
}

std::optional<std::size_t> ResponseReader::fill(Deadline deadline) {
    std::array<char, 16U * 1024> block{};
    const auto count = source_.read(block, deadline);
    if (count && *count > 0) {
        begun_ = true;
        rest_.append(block.data(), *count);
    }
    return count;
}

} // namespace durus::http
