// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace durus::mediaserver::http {

/// Whom a route is for.
enum class Access : std::uint8_t {
    Anyone,
    /// Who holds a token of this box.
    PairedDevice,
    /// Programs on the machine itself.
    ThisMachine,
};

} // namespace durus::mediaserver::http
