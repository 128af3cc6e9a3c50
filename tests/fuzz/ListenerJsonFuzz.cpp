// SPDX-License-Identifier: Apache-2.0
// What a phone sends: JSON bodies are read or refused with InvalidInput, and what is read is within its type.
#include "Property.h"
#include "api/JsonBody.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>

#include <optional>
#include <string>

using namespace durus;
using namespace durus::fuzz;
using namespace durus::mediaserver;

namespace {

/// What `read` gives; none if it refuses, which it may do in one way only.
template<typename Read>
auto readOrRefuse(Read read) -> std::optional<decltype(read())> {
    try {
        return read();
    } catch (const Error& error) {
        require(error.code() == ErrorCode::InvalidInput, "what cannot be read is invalid input");
        return std::nullopt;
    }
}

void readMembers(const Poco::JSON::Object& object) {
    for (const std::string& name : object.getNames()) {
        readOrRefuse([&] { return api::textMember(object, name); });
        readOrRefuse([&] { return api::wholeMember(object, name); });
        readOrRefuse([&] { return api::truthMember(object, name); });
        const auto time = readOrRefuse([&] { return api::timeMember(object, name); });
        if (time && *time)
            require(toIso8601(*fromIso8601(toIso8601(**time))) == toIso8601(**time), "a time reads back");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    http::Request request;
    request.body = asText(data, size);
    const auto body = readOrRefuse([&] { return api::jsonBody(request); });
    if (!body) return 0;
    readMembers(**body);
    const auto items = readOrRefuse([&] { return api::itemsOf(**body); });
    if (!items) return 0;
    for (unsigned i = 0; i < (*items)->size(); ++i)
        if (const auto item = (*items)->getObject(i); !item.isNull()) readMembers(*item);
    return 0;
}
