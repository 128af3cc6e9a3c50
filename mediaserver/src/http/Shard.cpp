// SPDX-License-Identifier: Apache-2.0
#include "http/Shard.h"

#include "http/Connection.h"

#include <utility>

namespace durus::mediaserver::http {

Shard::Shard(const ServiceContext& context) : context_(context), loop_(context.limits.timerTick, *this) {}

Shard::~Shard() {
    loop_.timers().cancel(*this);
}

void Shard::adopt(FileDescriptor socket, Admission::Ticket ticket) {
    load_.fetch_add(1, std::memory_order_relaxed);
    if (loop_.mailbox()->isLoopThread()) {
        open(std::move(socket), std::move(ticket));
        return;
    }
    // std::function wants what it holds to be copyable. If the loop is gone the task is dropped and both go
    // with it.
    struct Parcel {
        FileDescriptor socket;
        Admission::Ticket ticket;
    };
    loop_.mailbox()->post(
        [this, parcel = std::make_shared<Parcel>(Parcel{std::move(socket), std::move(ticket)})] {
            open(std::move(parcel->socket), std::move(parcel->ticket));
        });
}

void Shard::stop() {
    loop_.mailbox()->post([this] { beginStop(); });
}

void Shard::open(FileDescriptor socket, Admission::Ticket ticket) {
    auto connection = std::make_unique<Connection>(*this, std::move(socket), std::move(ticket));
    if (stopping_ || !connection->start(connections_.size())) {
        load_.fetch_sub(1, std::memory_order_relaxed);
        return;
    }
    connections_.push_back(std::move(connection));
    Counters::bump(counters_.accepted);
    counters_.open.store(connections_.size(), std::memory_order_relaxed);
}

void Shard::retire(Connection& connection) noexcept {
    const std::size_t place = connection.place();
    retired_.push_back(std::move(connections_[place]));
    if (place + 1 != connections_.size()) {
        connections_[place] = std::move(connections_.back());
        connections_[place]->setPlace(place);
    }
    connections_.pop_back();
    load_.fetch_sub(1, std::memory_order_relaxed);
    counters_.open.store(connections_.size(), std::memory_order_relaxed);
}

void Shard::beginStop() noexcept {
    stopping_ = true;
    loop_.timers().arm(*this, loop_.now() + context_.limits.stop);
    // Closing one puts the last into its place, so backwards none is passed over.
    for (std::size_t i = connections_.size(); i-- > 0;)
        connections_[i]->finishSoon();
}

void Shard::onDeadline() noexcept {
    while (!connections_.empty())
        connections_.back()->reset();
}

void Shard::onRoundEnd() noexcept {
    retired_.clear();
    if (stopping_ && connections_.empty()) loop_.quit();
}

} // namespace durus::mediaserver::http
