// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace durus::http {

/// Where a request goes, once its URL has been found fit.
struct Target {
    bool secure = true;
    std::string host; ///< name or address, an IPv6 one without its brackets
    std::uint16_t port = 443;
    std::string path; ///< with the query, begins with "/"

    std::string authority() const; ///< as in a Host header
};

/// Errors: Error(InvalidInput) for anything but https, or http on loopback, and for a URL that carries a
/// password.
Target parseTarget(const std::string& url);

/// Resolves the Location of a redirect. Errors: as parseTarget; also if it leaves https.
Target followRedirect(const Target& from, const std::string& location);

} // namespace durus::http
