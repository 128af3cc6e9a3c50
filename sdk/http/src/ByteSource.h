// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Waiting.h"

#include <cstddef>
#include <optional>
#include <span>

namespace durus::http {

/// Where the bytes of an answer come from.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// The next bytes; 0 = the other side has ended the stream; none = the deadline has come.
    /// Errors: Error(Unavailable) if the connection breaks.
    virtual std::optional<std::size_t> read(std::span<char> buffer, Deadline deadline) = 0;
};

} // namespace durus::http
