// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Admission.h"
#include "http/EventLoop.h"
#include "http/Exchange.h"
#include "http/RequestReader.h"
#include "http/TimerWheel.h"
#include "http/Transmission.h"

#include <durus/core/FileDescriptor.h>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace durus::mediaserver::http {

class Shard;

/// One client: reads a request, has it answered, sends the answer, and so on in order, always under a
/// deadline. Thread: the shard's loop.
class Connection final : public EventSink, private TimerWheel::Timer, private ExchangeOwner {
public:
    Connection(Shard& shard, FileDescriptor socket, Admission::Ticket ticket);
    ~Connection();

    /// Starts to listen to the client. False if the kernel refuses.
    bool start(std::size_t place) noexcept;

    /// The server stops: close if idle, otherwise after the response under way.
    void finishSoon() noexcept;

    /// Closes at once with a reset, which frees what the kernel still holds for the client.
    void reset() noexcept;

    /// Where the shard keeps it.
    std::size_t place() const noexcept { return place_; }
    void setPlace(std::size_t place) noexcept { place_ = place; }

    void onEvents(std::uint32_t events) noexcept override;

private:
    enum class State : std::uint8_t { Reading, Handling, Sending, Lingering, Closed };
    /// What the armed deadline is for while reading.
    enum class Phase : std::uint8_t { Idle, Head, Body };

    void onDeadline() noexcept override;
    void onResponse() noexcept override;

    void drive() noexcept;
    /// Each does one step and says whether there is more to do now.
    bool readStep();
    bool sendStep();
    bool lingerStep();
    /// Gives way to other clients; its own turn comes in the next round.
    void takeTurn();

    void onHead();
    void admitBody();
    void dispatch();
    void waitForMore();

    void respond(Response response);
    /// Answers a request that cannot be used, and closes.
    void refuse(Response response);
    void finishResponse();
    void nextRequest();
    void finish() noexcept;
    void close() noexcept;

    Shard& shard_;
    FileDescriptor socket_;
    Admission::Ticket ticket_;
    RequestReader reader_;
    std::shared_ptr<Exchange> exchange_;
    Transmission transmission_;
    std::size_t place_ = 0;
    EventLoop::Clock::time_point bodyBegan_{};
    State state_ = State::Reading;
    Phase phase_ = Phase::Head;
    bool writable_ = true;
    bool sendArmed_ = false;
    bool keepAlive_ = true;
    bool driving_ = false;
    bool queued_ = false;
};

} // namespace durus::mediaserver::http
