// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Status.h"

#include <cstdint>
#include <optional>

namespace durus::mediaserver::http {

/// What the headers of a request say about the message itself.
struct Framing {
    /// Bytes of body that follow; nothing for a chunked body.
    std::optional<std::uint64_t> contentLength = 0;
    /// The client asked to be told before it sends the body.
    bool expectsContinue = false;
    /// The connection stays open afterwards.
    bool keepAlive = true;
    /// Why the request is refused. Everything else is then meaningless.
    std::optional<Status> error;

    bool hasBody() const noexcept { return contentLength != 0; }
};

/// Reads Content-Length, Transfer-Encoding, Connection and Expect, and refuses whatever two parsers could
/// read in two ways (RFC 9112 6): both lengths, a repeated or odd length, codings other than chunked. Thread:
/// pure.
Framing readFraming(const Request& request);

/// Reads Host into request.host and port, unless an absolute target named them already. False if the field is
/// missing (HTTP/1.1), repeated or malformed. Thread: pure.
bool readHost(Request& request);

} // namespace durus::mediaserver::http
