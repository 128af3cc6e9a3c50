// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace durus::download {

struct FetchRequest {
    std::string url;
    std::string caFile;       ///< as for the backend the asset belongs to
    std::uint64_t offset = 0; ///< bytes already here
    std::string validator;    ///< strong ETag of those bytes; the fetch restarts from 0 if it changed
};

/// What the server says before the first byte.
struct FetchHead {
    std::uint64_t offset = 0; ///< where the bytes that follow belong: FetchRequest::offset, or 0 on a restart
    std::optional<std::uint64_t> size; ///< of the whole representation
    std::string validator;             ///< strong ETag; empty if none
};

/// Fetches bytes over HTTP: the port to the network. Certificates are verified always; https, or http on
/// loopback. Thread: one call at a time per object.
class Fetcher {
public:
    virtual ~Fetcher() = default;

    using OnHead = std::function<void(const FetchHead&)>;
    /// Takes the next bytes; returns false to abandon the fetch. While none come it is called about once a
    /// second with none, so that a fetch can be abandoned on a dead line too.
    using OnBytes = std::function<bool(std::span<const char>)>;

    /// Returns when the body is complete or was abandoned by `onBytes` (then returns false).
    /// Errors: Error(Unavailable | Timeout) for the network, a body shorter than announced included,
    /// retryable; Error(NotFound) if the server has it no more or does not give it; Error(InvalidInput) for a
    /// URL that is not allowed; Error(Corrupt) if what came is not HTTP or is not audio at all (HTML of a
    /// captive portal).
    virtual bool fetch(const FetchRequest& request, const OnHead& onHead, const OnBytes& onBytes) = 0;
};

} // namespace durus::download
