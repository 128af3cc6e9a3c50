// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/Context.h>

#include <string>

namespace durus::http {

/// A context that takes TLS 1.2 or later from the one host it is for, and from nobody else. OpenSSL itself
/// checks the chain and the name during the handshake: Poco's own check of the name knows no addresses,
/// spares localhost, and comes after the handshake. Errors: Error(InvalidInput) if the CA file cannot be
/// used.
Poco::Net::Context::Ptr makeTlsContext(const std::string& host, const std::string& caFile);

/// Why the last handshake on this thread did not trust its certificate; empty if that was not the reason.
std::string takeTrustFault();

} // namespace durus::http
