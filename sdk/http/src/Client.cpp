// SPDX-License-Identifier: Apache-2.0
#include "Client.h"

#include <durus/core/Error.h>

namespace durus::http {

namespace {

/// Routers forget quiet connections after a minute or more; a server's own limit shows when it closes.
constexpr std::chrono::seconds kKeepFor{45};
/// For the answer of a server that stopped reading the request.
constexpr Milliseconds kLastWord{2'000};

std::string peerOf(const Client::Call& call) {
    return (call.target.secure ? "https " : "http ") + call.target.authority() + ' ' + call.caFile;
}

} // namespace

const ResponseHead& Client::start(const Call& call, Deadline deadline) {
    if (canReuse(call)) {
        try {
            return exchange(call, deadline);
        } catch (const Error& error) {
            const bool wasClosed = error.code() == ErrorCode::Unavailable && !reader_->hasBegun();
            finish();
            if (!wasClosed) throw;
            refuseIfRaised(interruption_);
        }
    }
    open(call, deadline);
    try {
        return exchange(call, deadline);
    } catch (...) {
        finish();
        throw;
    }
}

bool Client::canReuse(const Call& call) const {
    return connection_ && peer_ == peerOf(call) && connection_->isQuiet() &&
           std::chrono::steady_clock::now() - finishedAt_ < kKeepFor;
}

void Client::open(const Call& call, Deadline deadline) {
    finish();
    connection_.reset();
    const Deadline limit = Deadline::earlier(Deadline::in(limits_.connect), deadline);
    connection_ = std::make_unique<Connection>(call.target, call.caFile, interruption_, limit);
    peer_ = peerOf(call);
}

const ResponseHead& Client::exchange(const Call& call, Deadline deadline) {
    reader_.emplace(*connection_, call.toHead);
    std::optional<Error> unsent;
    try {
        connection_->write(call.text, limits_.idle, deadline);
    } catch (const Error& error) {
        // A server may refuse a body and close before it has read it all: that answer counts.
        if (error.code() != ErrorCode::Unavailable) throw;
        refuseIfRaised(interruption_);
        unsent = error;
    }
    try {
        return reader_->readHead(
            Deadline::earlier(Deadline::in(unsent ? kLastWord : limits_.idle), deadline));
    } catch (const Error&) {
        if (unsent && !reader_->hasBegun()) throw Error(*unsent);
        throw;
    }
}

std::optional<std::size_t> Client::readBody(std::span<char> buffer, Deadline deadline) {
    return reader_->readBody(buffer, deadline);
}

void Client::finish() noexcept {
    if (!reader_) return;
    if (!reader_->leavesReusable()) connection_.reset();
    reader_.reset();
    finishedAt_ = std::chrono::steady_clock::now();
}

} // namespace durus::http
