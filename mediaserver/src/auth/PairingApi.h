// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <durus/store/Devices.h>

namespace durus::mediaserver::auth {

/// Pairing for programs. Thread: any; blocks on the database.
class PairingApi {
public:
    /// Must outlive this object.
    explicit PairingApi(store::Devices& devices) : devices_(devices) {}

    /// POST /api/pair {"code", "name"}: 201 {"id", "name", "account", "token"}. Needs no token.
    /// Errors: Error(Unauthorized) for a wrong code; Error(InvalidInput).
    http::Response pair(const http::Request& request) const;
    /// GET /api/pair: {"id", "name", "account", "pairedAt"}.
    http::Response show(const http::Request& request, const store::PairedDevice& device) const;
    /// DELETE /api/pair: 204; the token opens nothing any more.
    http::Response unpair(const http::Request& request, const store::PairedDevice& device) const;

private:
    store::Devices& devices_;
};

} // namespace durus::mediaserver::auth
