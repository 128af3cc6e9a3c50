// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Reply.h"

#include <cstdint>
#include <string>
#include <vector>

namespace durus::conformance {

/// What is said to a server on one connection.
struct Script {
    std::string request;     ///< "\w" in it: wait until the server has said something more
    std::size_t replies = 1; ///< final responses to wait for before the probe
    std::string probe;       ///< sent last, with "Connection: close"; empty: our half is closed instead
    std::string probeBody;   ///< what the probe is answered with
};

/// What came back.
struct Conversation {
    std::vector<Reply> interim;
    std::vector<Reply> replies; ///< final ones, without the probe's
    bool stayedOpen = false;    ///< the probe was answered
    std::string raw;            ///< every byte, without the probe's response
};

/// Plays a script on a new connection to 127.0.0.1. A server that says nothing for two seconds has said all
/// it will say. Whether the connection is still usable is not guessed from silence: the probe asks. Errors:
/// std::runtime_error if it cannot connect.
Conversation converse(std::uint16_t port, const Script& script);

} // namespace durus::conformance
