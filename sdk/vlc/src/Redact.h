// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::vlc {

/// The text without what may be secret in its URLs: user information and queries.
std::string redacted(std::string_view text);

} // namespace durus::vlc
