// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::mediaserver::media {

/// The value of a Repr-Digest field (RFC 9530) for a SHA-256 in hexadecimal: "sha-256=:ungWv4…=:". With it a
/// client can check what it has, also when it came in pieces. Empty if the text is no such digest.
std::string reprDigest(std::string_view sha256);

} // namespace durus::mediaserver::media
