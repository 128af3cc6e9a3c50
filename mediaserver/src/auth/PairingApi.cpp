// SPDX-License-Identifier: Apache-2.0
#include "auth/PairingApi.h"

#include "api/JsonBody.h"
#include "api/LibraryReading.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>

namespace durus::mediaserver::auth {

namespace {

api::JsonWriter& write(api::JsonWriter& json, const store::PairedDevice& device) {
    return json.beginObject()
        .member("id", device.id)
        .member("name", device.name)
        .member("account", device.account.str());
}

} // namespace

http::Response PairingApi::pair(const http::Request& request) const {
    const auto body = api::jsonBody(request);
    const auto code = api::textMember(*body, "code");
    if (!code) throw Error(ErrorCode::InvalidInput, "code is missing");
    const store::Pairing pairing = devices_.pair(*code, api::textMember(*body, "name").value_or("a device"));
    api::JsonWriter json;
    write(json, pairing.device).member("token", pairing.token).endObject();
    return api::jsonResponse(std::move(json), http::Status::Created);
}

http::Response PairingApi::show(const http::Request& /*request*/, const store::PairedDevice& device) const {
    api::JsonWriter json;
    write(json, device).member("pairedAt", toIso8601(device.pairedAt)).endObject();
    return api::jsonResponse(std::move(json));
}

http::Response PairingApi::unpair(const http::Request& /*request*/, const store::PairedDevice& device) const {
    devices_.revoke(device.id);
    return http::Response(http::Status::NoContent);
}

} // namespace durus::mediaserver::auth
