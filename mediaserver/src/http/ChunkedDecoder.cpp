// SPDX-License-Identifier: Apache-2.0
#include "http/ChunkedDecoder.h"

#include "http/Characters.h"
#include "http/HeaderLine.h"

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

// "7fffffff" with a few leading zeros; more digits are an attempt at an overflow.
constexpr std::size_t kMaxSizeDigits = 15;
// A size and an extension nobody uses.
constexpr std::size_t kMaxSizeLine = 256;
constexpr std::size_t kMaxTrailerBytes = 8 * 1024;

std::optional<std::uint64_t> parseSize(std::string_view line) noexcept {
    std::size_t digits = 0;
    std::uint64_t value = 0;
    while (digits < line.size() && hexValue(line[digits]) >= 0) {
        if (digits == kMaxSizeDigits) return std::nullopt;
        value = value * 16 + static_cast<std::uint64_t>(hexValue(line[digits++]));
    }
    std::string_view extension = line.substr(digits);
    // Blanks may stand before the semicolon of an extension (RFC 9112 7.1.1), but not instead of one.
    if (const std::string_view text = trimBlanks(extension); text.starts_with(';')) extension = text;
    if (digits == 0 || (!extension.empty() && extension.front() != ';')) return std::nullopt;
    return isFieldValue(extension) ? std::optional(value) : std::nullopt;
}

} // namespace

void ChunkedDecoder::begin(std::uint64_t maxBytes) noexcept {
    state_ = State::Size;
    error_ = Status::BadRequest;
    left_ = 0;
    budget_ = maxBytes;
    trailerBytes_ = 0;
}

ChunkedDecoder::Progress ChunkedDecoder::read(std::string_view& input, std::string& body) {
    for (;;)
        if (const auto progress = step(input, body)) return *progress;
}

std::optional<ChunkedDecoder::Progress> ChunkedDecoder::step(std::string_view& input, std::string& body) {
    switch (state_) {
    case State::Size:
        return readSize(input);
    case State::Data:
        return readData(input, body);
    case State::DataEnd:
        return readDataEnd(input);
    case State::Trailer:
        return readTrailer(input);
    }
    return fail(Status::BadRequest);
}

std::optional<ChunkedDecoder::Progress> ChunkedDecoder::readSize(std::string_view& input) {
    std::string_view line;
    const LineResult found = takeLine(input, 0, kMaxSizeLine, line);
    if (found == LineResult::Incomplete) return Progress::NeedMore;
    const auto size = found == LineResult::Found ? parseSize(line) : std::nullopt;
    if (!size) return fail(Status::BadRequest);
    if (*size > budget_) return fail(Status::ContentTooLarge);
    budget_ -= *size;
    left_ = *size;
    state_ = *size == 0 ? State::Trailer : State::Data;
    return std::nullopt;
}

std::optional<ChunkedDecoder::Progress> ChunkedDecoder::readData(std::string_view& input, std::string& body) {
    const std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
    body.append(input.substr(0, taken));
    input.remove_prefix(taken);
    left_ -= taken;
    if (left_ != 0) return Progress::NeedMore;
    state_ = State::DataEnd;
    return std::nullopt;
}

std::optional<ChunkedDecoder::Progress> ChunkedDecoder::readDataEnd(std::string_view& input) {
    constexpr std::string_view kEnd = "\r\n";
    if (!kEnd.starts_with(input.substr(0, kEnd.size()))) return fail(Status::BadRequest);
    if (input.size() < kEnd.size()) return Progress::NeedMore;
    input.remove_prefix(kEnd.size());
    state_ = State::Size;
    return std::nullopt;
}

std::optional<ChunkedDecoder::Progress> ChunkedDecoder::readTrailer(std::string_view& input) {
    std::string_view line;
    const LineResult found = takeLine(input, 0, kMaxTrailerBytes, line);
    if (found == LineResult::Incomplete) return Progress::NeedMore;
    if (found == LineResult::TooLong) return fail(Status::HeaderFieldsTooLarge);
    if (found == LineResult::Bad) return fail(Status::BadRequest);
    if (line.empty()) return Progress::Done;
    trailerBytes_ += line.size();
    if (trailerBytes_ > kMaxTrailerBytes) return fail(Status::HeaderFieldsTooLarge);
    if (!splitHeaderLine(line)) return fail(Status::BadRequest);
    return std::nullopt;
}

ChunkedDecoder::Progress ChunkedDecoder::fail(Status status) noexcept {
    error_ = status;
    return Progress::Failed;
}

} // namespace durus::mediaserver::http
