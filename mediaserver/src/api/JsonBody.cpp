// SPDX-License-Identifier: Apache-2.0
#include "api/JsonBody.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>

#include <Poco/Exception.h>
#include <Poco/JSON/Parser.h>

namespace durus::mediaserver::api {

namespace {

constexpr std::size_t kDepth = 8;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::InvalidInput, what);
}

/// None if the member is absent or null.
std::optional<Poco::Dynamic::Var> member(const Poco::JSON::Object& object, const std::string& name) {
    const Poco::Dynamic::Var value = object.get(name);
    return value.isEmpty() ? std::nullopt : std::optional(value);
}

} // namespace

Poco::JSON::Object::Ptr jsonBody(const http::Request& request) {
    try {
        Poco::JSON::Parser parser;
        parser.setDepth(kDepth);
        const Poco::Dynamic::Var parsed = parser.parse(request.body);
        if (parsed.type() == typeid(Poco::JSON::Object::Ptr))
            return parsed.extract<Poco::JSON::Object::Ptr>();
    } catch (const Poco::Exception&) {
        refuse("The body is not valid JSON");
    }
    refuse("The body is no JSON object");
}

std::optional<std::string> textMember(const Poco::JSON::Object& object, const std::string& name) {
    const auto value = member(object, name);
    if (!value) return std::nullopt;
    if (!value->isString()) refuse(name + " is no text");
    return value->extract<std::string>();
}

std::optional<std::int64_t> wholeMember(const Poco::JSON::Object& object, const std::string& name) {
    const auto value = member(object, name);
    if (!value) return std::nullopt;
    if (!value->isInteger() || value->isBoolean()) refuse(name + " is no whole number");
    try {
        return value->convert<std::int64_t>();
    } catch (const Poco::Exception&) {
        refuse(name + " is too large");
    }
}

std::optional<bool> truthMember(const Poco::JSON::Object& object, const std::string& name) {
    const auto value = member(object, name);
    if (!value) return std::nullopt;
    if (!value->isBoolean()) refuse(name + " is neither true nor false");
    return value->extract<bool>();
}

std::optional<WallTime> timeMember(const Poco::JSON::Object& object, const std::string& name) {
    const auto text = textMember(object, name);
    if (!text) return std::nullopt;
    const auto time = fromIso8601(*text);
    if (!time) refuse(name + " is no time in ISO 8601");
    return time;
}

Poco::JSON::Array::Ptr itemsOf(const Poco::JSON::Object& object) {
    const auto items = object.getArray("items");
    if (items.isNull()) refuse("The body has no list of items");
    return items;
}

} // namespace durus::mediaserver::api
