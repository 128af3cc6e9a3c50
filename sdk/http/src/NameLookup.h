// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Waiting.h"

#include <Poco/Net/SocketAddress.h>

#include <cstdint>
#include <string>
#include <vector>

namespace durus::http {

/// The addresses of a host, in the order in which to try them. The resolver itself cannot be hurried; it is
/// left behind when the deadline comes or the interruption is raised.
/// Errors: Error(Unavailable) if there is no such host, Error(Timeout).
std::vector<Poco::Net::SocketAddress> lookUp(const std::string& host, std::uint16_t port,
                                             const Event& interruption, Deadline deadline);

} // namespace durus::http
