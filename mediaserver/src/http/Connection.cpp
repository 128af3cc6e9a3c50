// SPDX-License-Identifier: Apache-2.0
#include "http/Connection.h"

#include "http/Shard.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace durus::mediaserver::http {

using Counters = Shard::Counters;

Connection::Connection(Shard& shard, FileDescriptor socket, Admission::Ticket ticket)
    : shard_(shard), socket_(std::move(socket)), ticket_(std::move(ticket)), reader_(shard.context().limits) {
    nextRequest();
}

Connection::~Connection() {
    shard_.loop().timers().cancel(*this);
    exchange_->abandon();
}

bool Connection::start(std::size_t place) noexcept {
    place_ = place;
    // Edge-triggered and registered once: no further call per request.
    constexpr std::uint32_t kEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    if (!shard_.loop().watch(socket_.get(), kEvents, *this)) return false;
    phase_ = Phase::Head;
    shard_.loop().timers().arm(*this, shard_.loop().now() + shard_.context().limits.header);
    return true;
}

void Connection::finishSoon() noexcept {
    if (state_ == State::Reading && !reader_.parser().hasBegun())
        close();
    else
        keepAlive_ = false;
}

void Connection::reset() noexcept {
    const struct ::linger now { 1, 0 };
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void Connection::onEvents(std::uint32_t events) noexcept {
    if (state_ == State::Closed) return;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        close();
        return;
    }
    reader_.noteEvents(events);
    if ((events & EPOLLOUT) != 0) writable_ = true;
    if (events == 0) queued_ = false;
    if (!queued_) drive();
}

void Connection::onDeadline() noexcept {
    const bool isIdle = state_ == State::Reading && !reader_.parser().hasBegun();
    if (!isIdle && state_ != State::Lingering) Counters::bump(shard_.counters().timeouts);
    switch (state_) {
    case State::Reading:
        if (isIdle)
            close();
        else
            refuse(Response::error(Status::RequestTimeout));
        break;
    case State::Handling:
        exchange_->abandon();
        refuse(Response::busy(5));
        break;
    case State::Sending:
        reset();
        break;
    case State::Lingering:
        close();
        break;
    case State::Closed:
        break;
    }
    drive();
}

void Connection::onResponse() noexcept {
    respond(std::move(exchange_->response));
    if (!driving_) drive();
}

void Connection::drive() noexcept {
    driving_ = true;
    bool goesOn = true;
    for (std::size_t steps = 0; goesOn; ++steps) {
        if (steps == shard_.context().limits.stepsPerTurn) {
            takeTurn();
            break;
        }
        switch (state_) {
        case State::Reading:
            goesOn = readStep();
            break;
        case State::Sending:
            goesOn = sendStep();
            break;
        case State::Lingering:
            goesOn = lingerStep();
            break;
        case State::Handling:
        case State::Closed:
            goesOn = false;
            break;
        }
    }
    driving_ = false;
}

bool Connection::readStep() {
    std::uint64_t received = 0;
    const auto outcome = reader_.step(socket_.get(), shard_.loop().scratch(), received);
    if (received != 0) Counters::bump(shard_.counters().bytesReceived, received);
    switch (outcome) {
    case RequestReader::Outcome::Waiting:
        waitForMore();
        return false;
    case RequestReader::Outcome::Ended:
        close();
        return false;
    case RequestReader::Outcome::Reading:
        break;
    case RequestReader::Outcome::Head:
        onHead();
        break;
    case RequestReader::Outcome::Done:
        dispatch();
        break;
    case RequestReader::Outcome::Failed:
        Counters::bump(shard_.counters().malformed);
        refuse(exchange_->refusal() ? std::move(*exchange_->refusal())
                                    : Response::error(reader_.parser().error()));
        break;
    }
    return true;
}

void Connection::onHead() {
    Counters::bump(shard_.counters().requests);
    Request& request = exchange_->request;
    request.peer = ticket_.peer();
    keepAlive_ = keepAlive_ && reader_.parser().framing().keepAlive;
    exchange_->decide(shard_.context().router);
    if (reader_.parser().framing().hasBody()) admitBody();
}

void Connection::admitBody() {
    const Framing& framing = reader_.parser().framing();
    const std::size_t limit = exchange_->bodyLimit(shard_.context().limits.bodyBytes);
    reader_.parser().setBodyLimit(limit);
    const bool isTooLong = framing.contentLength.value_or(0) > limit;
    // A refused body is read and dropped where it is short; one that is long, or held back by the client
    // until we agree, ends the connection instead.
    if (exchange_->refusal() && (isTooLong || framing.expectsContinue)) {
        refuse(std::move(*exchange_->refusal()));
        return;
    }
    const Route* route = exchange_->route();
    if (route != nullptr && framing.expectsContinue && shard_.context().router.isNotFound(*route)) {
        keepAlive_ = false;
        dispatch();
        return;
    }
    phase_ = Phase::Body;
    bodyBegan_ = shard_.loop().now();
    if (!framing.expectsContinue || isTooLong || reader_.hasUnparsed()) return;
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    // Nothing else is under way, so it fits; if not, the client does without, as it must be able to.
    static_cast<void>(!::send(socket_.get(), kContinue.data(), kContinue.size(), MSG_NOSIGNAL));
}

void Connection::dispatch() {
    if (exchange_->refusal()) {
        respond(std::move(*exchange_->refusal()));
        return;
    }
    state_ = State::Handling;
    exchange_->handle();
    if (state_ == State::Handling)
        shard_.loop().timers().arm(*this, shard_.loop().now() + shard_.context().limits.handler);
}

// Nothing more to read now: makes sure the deadline is the one of what we wait for.
void Connection::waitForMore() {
    const ServerLimits& limits = shard_.context().limits;
    TimerWheel& timers = shard_.loop().timers();
    if (phase_ == Phase::Body) {
        const std::size_t got = exchange_->request.body.size();
        const auto earned =
            std::chrono::milliseconds(got * 1000 / std::max<std::size_t>(limits.bodyBytesPerSecond, 1));
        timers.arm(*this, bodyBegan_ + limits.body + earned);
    } else if (phase_ == Phase::Idle && reader_.parser().hasBegun()) {
        phase_ = Phase::Head;
        timers.arm(*this, shard_.loop().now() + limits.header);
    }
}

void Connection::respond(Response response) {
    keepAlive_ = keepAlive_ && !response.close && !shard_.isStopping();
    const Request& request = exchange_->request;
    const ResponseFrame frame{
        .minorVersion = request.minorVersion,
        .keepAlive = keepAlive_,
        .crossOrigin = exchange_->route() != nullptr && exchange_->route()->options.crossOrigin,
        .date = shard_.date(),
        .common = shard_.context().commonHeaders,
    };
    writeResponseHead(response, frame, transmission_.head());
    const bool hasBody = request.method != Method::Head && !isBodiless(response.status);
    transmission_.begin(hasBody ? std::move(response.body) : Body());
    Counters::bump(shard_.counters().byClass[std::min(statusCode(response.status) / 100, 5U)]);
    state_ = State::Sending;
}

void Connection::refuse(Response response) {
    keepAlive_ = false;
    respond(std::move(response));
}

bool Connection::sendStep() {
    if (!writable_) return false;
    std::uint64_t sent = 0;
    const auto progress = transmission_.run(socket_.get(), shard_.context().limits.sendSliceBytes, sent);
    Counters::bump(shard_.counters().bytesSent, sent);
    switch (progress) {
    case Transmission::Progress::Done:
        finishResponse();
        return true;
    case Transmission::Progress::Broken:
        close();
        return false;
    case Transmission::Progress::SliceSpent:
        takeTurn();
        return false;
    case Transmission::Progress::Blocked:
        break;
    }
    writable_ = false;
    if (sent > 0 || !sendArmed_) {
        sendArmed_ = true;
        shard_.loop().timers().arm(*this, shard_.loop().now() + shard_.context().limits.send);
    }
    return false;
}

bool Connection::lingerStep() {
    const auto outcome = reader_.discard(socket_.get(), shard_.loop().scratch());
    if (outcome == RequestReader::Outcome::Ended) close();
    return outcome == RequestReader::Outcome::Reading;
}

void Connection::takeTurn() {
    queued_ = true;
    shard_.loop().again(*this);
}

void Connection::finishResponse() {
    transmission_.clear();
    if (!keepAlive_) {
        finish();
        return;
    }
    nextRequest();
    shard_.loop().timers().arm(*this, shard_.loop().now() + shard_.context().limits.idle);
}

void Connection::nextRequest() {
    if (exchange_ && !exchange_->wasShared())
        exchange_->reset();
    else
        exchange_ = std::make_shared<Exchange>(shard_.loop().mailbox(), static_cast<ExchangeOwner&>(*this));
    reader_.begin(exchange_->request);
    phase_ = Phase::Idle;
    keepAlive_ = true;
    sendArmed_ = false;
    state_ = State::Reading;
}

// A close while the client still sends would be a reset, which can overtake the response. So unless the
// client itself wanted the end and is done, only our half ends, and what still comes is dropped for a while.
void Connection::finish() noexcept {
    if (!reader_.parser().framing().keepAlive && !reader_.hasUnparsed() && !reader_.isReadable()) {
        close();
        return;
    }
    ::shutdown(socket_.get(), SHUT_WR);
    state_ = State::Lingering;
    shard_.loop().timers().arm(*this, shard_.loop().now() + shard_.context().limits.linger);
}

void Connection::close() noexcept {
    if (state_ == State::Closed) return;
    state_ = State::Closed;
    shard_.loop().timers().cancel(*this);
    if (queued_) shard_.loop().forget(*this);
    exchange_->abandon();
    transmission_.clear();
    socket_.reset();
    shard_.retire(*this);
}

} // namespace durus::mediaserver::http
