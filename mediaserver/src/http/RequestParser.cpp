// SPDX-License-Identifier: Apache-2.0
#include "http/RequestParser.h"

#include "http/Characters.h"
#include "http/HeaderLine.h"
#include "http/RequestTarget.h"

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

// The method and the version beside the target, with room for methods nobody has heard of.
constexpr std::size_t kRequestLineSlack = 64;

} // namespace

void RequestParser::begin(Request& request) noexcept {
    request_ = &request;
    framing_ = {};
    bodyLimit_ = limits_.bodyBytes;
    bodyLeft_ = 0;
    scanned_ = 0;
    headBytes_ = 0;
    state_ = State::Start;
    error_ = Status::BadRequest;
    sawEmptyLine_ = false;
}

RequestParser::Progress RequestParser::read(std::string_view& input) {
    for (;;) {
        const State before = state_;
        const std::size_t size = input.size();
        const Progress progress = step(input);
        if (progress != Progress::NeedMore) return progress;
        if (state_ == before && input.size() == size) return progress;
    }
}

RequestParser::Progress RequestParser::step(std::string_view& input) {
    switch (state_) {
    case State::Start:
        if (input.empty()) return Progress::NeedMore;
        state_ = State::RequestLine;
        [[fallthrough]];
    case State::RequestLine:
        return readRequestLine(input);
    case State::Fields:
        return readField(input);
    case State::BodyStart:
        return startBody();
    case State::Body:
        return readBody(input);
    case State::Chunks:
        return readChunks(input);
    case State::Done:
        return Progress::Done;
    case State::Failed:
        return Progress::Failed;
    }
    return fail(Status::BadRequest);
}

RequestParser::Progress RequestParser::readRequestLine(std::string_view& input) {
    std::string_view line;
    const LineResult found = takeLine(input, scanned_, limits_.targetBytes + kRequestLineSlack, line);
    if (found != LineResult::Found) return lineMissing(input, Status::UriTooLong, found);
    scanned_ = 0;
    headBytes_ += line.size() + 2;
    if (!line.empty()) return parseRequestLine(line);
    // One empty line before a request is what old clients leave behind after a POST (RFC 9112 2.2).
    if (sawEmptyLine_) return fail(Status::BadRequest);
    sawEmptyLine_ = true;
    return Progress::NeedMore;
}

RequestParser::Progress RequestParser::parseRequestLine(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return fail(Status::BadRequest);
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);

    if (!isToken(method)) return fail(Status::BadRequest);
    if (version.size() != 8 || !version.starts_with("HTTP/") || !isDigit(version[5]) || version[6] != '.' ||
        !isDigit(version[7]))
        return fail(Status::BadRequest);
    if (version[5] != '1') return fail(Status::VersionNotSupported);
    if (target.size() > limits_.targetBytes) return fail(Status::UriTooLong);

    request_->method = methodFromToken(method);
    request_->methodToken = method;
    request_->minorVersion = version[7] == '0' ? 0 : 1;
    request_->target = target;
    if (!parseTarget(target, limits_.queryParameters, *request_)) return fail(Status::BadRequest);
    state_ = State::Fields;
    return Progress::NeedMore;
}

RequestParser::Progress RequestParser::readField(std::string_view& input) {
    std::string_view line;
    const LineResult found = takeLine(input, scanned_, limits_.headerLineBytes, line);
    if (found != LineResult::Found) return lineMissing(input, Status::HeaderFieldsTooLarge, found);
    scanned_ = 0;
    headBytes_ += line.size() + 2;
    if (headBytes_ > limits_.headBytes) return fail(Status::HeaderFieldsTooLarge);
    if (line.empty()) return finishHead();
    if (request_->headers.size() == limits_.headerFields) return fail(Status::HeaderFieldsTooLarge);
    const auto field = splitHeaderLine(line);
    if (!field) return fail(Status::BadRequest);
    request_->headers.addUnchecked(field->name, field->value);
    return Progress::NeedMore;
}

RequestParser::Progress RequestParser::finishHead() {
    if (!readHost(*request_)) return fail(Status::BadRequest);
    framing_ = readFraming(*request_);
    if (framing_.error) return fail(*framing_.error);
    state_ = State::BodyStart;
    return Progress::Head;
}

RequestParser::Progress RequestParser::startBody() {
    if (!framing_.contentLength) {
        chunks_.begin(bodyLimit_);
        state_ = State::Chunks;
        return Progress::NeedMore;
    }
    if (*framing_.contentLength > bodyLimit_) return fail(Status::ContentTooLarge);
    bodyLeft_ = *framing_.contentLength;
    state_ = State::Body;
    return Progress::NeedMore;
}

RequestParser::Progress RequestParser::readBody(std::string_view& input) {
    const std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(bodyLeft_, input.size()));
    request_->body.append(input.substr(0, taken));
    input.remove_prefix(taken);
    bodyLeft_ -= taken;
    if (bodyLeft_ != 0) return Progress::NeedMore;
    state_ = State::Done;
    return Progress::Done;
}

RequestParser::Progress RequestParser::readChunks(std::string_view& input) {
    switch (chunks_.read(input, request_->body)) {
    case ChunkedDecoder::Progress::NeedMore:
        return Progress::NeedMore;
    case ChunkedDecoder::Progress::Done:
        state_ = State::Done;
        return Progress::Done;
    case ChunkedDecoder::Progress::Failed:
        break;
    }
    return fail(chunks_.error());
}

RequestParser::Progress RequestParser::lineMissing(std::string_view input, Status whenTooLong,
                                                   LineResult result) {
    if (result == LineResult::Bad) return fail(Status::BadRequest);
    if (result == LineResult::TooLong) return fail(whenTooLong);
    scanned_ = input.size();
    return Progress::NeedMore;
}

RequestParser::Progress RequestParser::fail(Status status) noexcept {
    error_ = status;
    state_ = State::Failed;
    return Progress::Failed;
}

} // namespace durus::mediaserver::http
