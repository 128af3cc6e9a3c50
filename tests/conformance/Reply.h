// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace durus::conformance {

/// A response as it came. `fields` by lower-case name; lines of one name are joined by ", ".
struct Reply {
    int status = 0;
    std::string line;
    std::map<std::string, std::string> fields;
    std::string body; ///< without the chunked framing

    bool isInterim() const noexcept { return status >= 100 && status < 200; }
    std::optional<std::string> field(const std::string& name) const;
};

/// Takes one complete response off the front of `bytes` (RFC 9112 6.3). Empty if it is not complete yet.
/// `ended`: nothing follows, so a body without a length is complete. What is no response at all becomes one
/// of status 0 that holds everything.
std::optional<Reply> takeReply(std::string_view& bytes, bool isHead, bool ended);

} // namespace durus::conformance
