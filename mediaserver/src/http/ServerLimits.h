// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace durus::mediaserver::http {

/// Every limit of the server, each with its reason.
struct ServerLimits {
    // What a request may weigh.
    /// Bytes of the request target. Longer: 414. The longest address of this server's pages is far below 1
    /// KiB.
    std::size_t targetBytes = 8 * 1024;
    /// Bytes of one header line. Longer: 431. One cookie of 64 characters is used here; 8 KiB is what
    /// browsers stay under.
    std::size_t headerLineBytes = 8 * 1024;
    /// Bytes of the whole head. More: 431. Bounds the memory a stranger can make us hold before routing.
    std::size_t headBytes = 64 * 1024;
    /// Header fields. More: 431. Browsers send about 20.
    std::size_t headerFields = 100;
    /// Query parameters. More: 400. The widest search page has about 10.
    std::size_t queryParameters = 64;
    /// Bytes of body for routes that do not say otherwise, and of the body of a refused request that is read
    /// and dropped so that the connection stays usable. More: 413 and close.
    std::size_t bodyBytes = 64 * 1024;

    // How long a client may take.
    /// From the first byte of a request (or from the connection) to the end of its head. Later: 408 and
    /// close.
    std::chrono::milliseconds header{10'000};
    /// Between requests of one connection. Later: a silent close, which clients expect and repeat.
    std::chrono::milliseconds idle{15'000};
    /// Grace for a body; beyond it the client must have kept up `bodyBytesPerSecond` on average, or 408 and
    /// close.
    std::chrono::milliseconds body{10'000};
    std::size_t bodyBytesPerSecond = 1024;
    /// Without a single byte accepted by a client that is being sent to. Later: reset, which frees the
    /// kernel's buffers at once. A paused player comes back with a Range request.
    std::chrono::milliseconds send{30'000};
    /// For a handler to answer. Later: 503 and close; guards against a lost Responder, not part of normal
    /// life.
    std::chrono::milliseconds handler{30'000};
    /// For a client to close after we have said we will: lets the last response arrive instead of a reset.
    std::chrono::milliseconds linger{2'000};
    /// For responses under way when the server stops.
    std::chrono::milliseconds stop{1'000};
    /// How exact the deadlines are.
    std::chrono::milliseconds timerTick{50};

    // How much of the machine clients may take.
    /// Connections in all; the descriptors the process may open lower it. More: 503 and close.
    std::size_t connections = 20'000;
    /// Connections of one address. More: 503 and close. A browser opens 6; several programs of one device, or
    /// a few devices behind one small router, fit. Loopback is exempt: it is the box itself or its reverse
    /// proxy.
    std::size_t connectionsPerAddress = 32;
    bool capLoopback = false;
    /// Descriptors left for cached audio files (256), databases, downloads and logs when connections are
    /// counted out.
    std::size_t reservedDescriptors = 512;
    /// Bytes sent to one client before others get their turn.
    std::size_t sendSliceBytes = 1024 * 1024;
    /// Reads and writes done for one client before others get their turn.
    std::size_t stepsPerTurn = 64;
};

} // namespace durus::mediaserver::http
