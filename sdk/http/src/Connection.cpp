// SPDX-License-Identifier: Apache-2.0
#include "Connection.h"

#include "NameLookup.h"
#include "TlsContext.h"

#include <durus/core/Error.h>

#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketImpl.h>
#include <openssl/err.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace durus::http {

namespace {

using Poco::Net::SecureStreamSocket;

/// OpenSSL and Poco both judge a call by what an earlier one left behind.
void forgetEarlierErrors() {
    ERR_clear_error();
    errno = 0;
}

int clamped(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

} // namespace

Connection::Connection(const Target& target, const std::string& caFile, const Event& interruption,
                       Deadline deadline)
    : interruption_(interruption) {
    connect(target, deadline);
    if (target.secure) shakeHands(target, caFile, deadline);
}

Connection::~Connection() {
    forgetEarlierErrors();
    try {
        socket_.close();
    } catch (const Poco::Exception&) {
        // Nobody is left to be told.
    }
}

void Connection::connect(const Target& target, Deadline deadline) {
    auto addresses = lookUp(target.host, target.port, interruption_, deadline);
    // Whatever a resolver says, plain http stays on this machine.
    if (!target.secure)
        std::erase_if(addresses, [](const auto& address) { return !address.host().isLoopback(); });

    std::string fault = "it has no usable address";
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        // The last address gets all that is left, the others their share.
        const auto share = deadline.remaining() / static_cast<long>(addresses.size() - i);
        try {
            return connectTo(addresses[i], Deadline::in(share));
        } catch (const Poco::Exception& e) {
            fault = e.displayText();
        } catch (const Error& e) {
            refuseIfRaised(interruption_);
            fault = e.what();
        }
    }
    throw Error(ErrorCode::Unavailable, "cannot connect to " + target.authority() + ": " + fault,
                "check that the backend runs and that this machine is connected");
}

void Connection::connectTo(const Poco::Net::SocketAddress& address, Deadline deadline) {
    socket_ = Poco::Net::StreamSocket();
    socket_.connectNB(address);
    if (!waitFor(handle(), POLLOUT, interruption_, deadline))
        throw Error(ErrorCode::Timeout, "no answer in time");
    if (const int error = socket_.impl()->socketError(); error != 0)
        throw Error(ErrorCode::Unavailable, std::strerror(error));
    socket_.setNoDelay(true);
}

void Connection::shakeHands(const Target& target, const std::string& caFile, Deadline deadline) {
    const auto context = makeTlsContext(target.host, caFile);
    Poco::Net::IPAddress literal;
    // A name for SNI is no address (RFC 6066).
    auto secure = Poco::Net::IPAddress::tryParse(target.host, literal)
                      ? SecureStreamSocket::attach(socket_, context)
                      : SecureStreamSocket::attach(socket_, target.host, context);
    socket_ = secure;
    secure_ = true;
    takeTrustFault();
    try {
        for (;;) {
            forgetEarlierErrors();
            const int result = secure.completeHandshake();
            if (result == 1) return;
            if (result == 0) throw Poco::Net::ConnectionResetException("closed during the TLS handshake");
            if (!waitFor(handle(), eventsFor(result, POLLIN), interruption_, deadline))
                throw Error(ErrorCode::Timeout,
                            "no answer in time in the TLS handshake with " + target.authority());
        }
    } catch (const Poco::Exception& e) {
        const std::string distrust = takeTrustFault();
        if (distrust.empty())
            throw Error(ErrorCode::Unavailable,
                        "no TLS connection with " + target.authority() + ": " + e.displayText());
        throw Error(ErrorCode::Unavailable,
                    "the certificate of " + target.authority() + " is not trusted: " + distrust,
                    "check the address and this machine's date, or give the backend's own CA file");
    }
}

/// Which event to wait for after a call that could not go on.
short Connection::eventsFor(int result, short otherwise) const {
    if (!secure_) return otherwise;
    return result == SecureStreamSocket::ERR_SSL_WANT_WRITE ? POLLOUT : POLLIN;
}

void Connection::write(std::string_view bytes, Milliseconds idle, Deadline deadline) try {
    while (!bytes.empty()) {
        forgetEarlierErrors();
        const int written = socket_.sendBytes(bytes.data(), clamped(bytes.size()));
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            continue;
        }
        const Deadline limit = Deadline::earlier(Deadline::in(idle), deadline);
        if (!waitFor(handle(), eventsFor(written, POLLOUT), interruption_, limit))
            throw Error(ErrorCode::Timeout, "the other side stopped taking the request");
    }
} catch (const Poco::Exception& e) {
    throw Error(ErrorCode::Unavailable, "the connection broke: " + e.displayText());
}

std::optional<std::size_t> Connection::read(std::span<char> buffer, Deadline deadline) try {
    for (;;) {
        forgetEarlierErrors();
        const int count = socket_.receiveBytes(buffer.data(), clamped(buffer.size()));
        if (count >= 0) return static_cast<std::size_t>(count);
        if (!waitFor(handle(), eventsFor(count, POLLIN), interruption_, deadline)) return std::nullopt;
    }
} catch (const Poco::Exception& e) {
    throw Error(ErrorCode::Unavailable, "the connection broke: " + e.displayText());
}

bool Connection::isQuiet() const {
    pollfd watched{handle(), POLLIN, 0};
    return ::poll(&watched, 1, 0) == 0;
}

} // namespace durus::http
