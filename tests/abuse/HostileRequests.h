// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace durus::test {

/// Bytes somebody may send, and what has to become of them.
struct HostileRequest {
    std::string name;
    std::string text;
    /// The statuses that are right.
    std::vector<int> allowed;
    /// The connection must not be used any further: what follows could be understood in two ways.
    bool mustClose = false;
};

/// Requests meant to exhaust, to confuse two readers of one stream, to get past the checks of Host and
/// Origin, and to leave the folders that are served.
std::vector<HostileRequest> hostileRequests();

} // namespace durus::test
