// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <durus/core/Time.h>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <cstdint>
#include <optional>
#include <string>

namespace durus::mediaserver::api {

/// The body as a JSON object, nested at most eight deep. Errors: Error(InvalidInput).
Poco::JSON::Object::Ptr jsonBody(const http::Request& request);

/// A member of that type; none if it is absent or null.
/// Errors: Error(InvalidInput) naming it if it is of another type, or no such time.
std::optional<std::string> textMember(const Poco::JSON::Object& object, const std::string& name);
std::optional<std::int64_t> wholeMember(const Poco::JSON::Object& object, const std::string& name);
std::optional<bool> truthMember(const Poco::JSON::Object& object, const std::string& name);
std::optional<WallTime> timeMember(const Poco::JSON::Object& object, const std::string& name); ///< ISO 8601

/// The array "items" of a body. Errors: Error(InvalidInput).
Poco::JSON::Array::Ptr itemsOf(const Poco::JSON::Object& object);

} // namespace durus::mediaserver::api
