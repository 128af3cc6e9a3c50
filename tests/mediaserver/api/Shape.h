// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <set>
#include <string>

namespace durus::test {

/// Parses a document that is an object. Throws if it is none.
inline Poco::JSON::Object::Ptr parseObject(const std::string& text) {
    return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Object::Ptr>();
}

/// Parses a document that is an array. Throws if it is none.
inline Poco::JSON::Array::Ptr parseArray(const std::string& text) {
    return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Array::Ptr>();
}

/// The names of an object's members, sorted, with blanks between: its shape.
inline std::string keysOf(const Poco::JSON::Object::Ptr& object) {
    std::set<std::string> names;
    for (const auto& [name, value] : *object)
        names.insert(name);
    std::string keys;
    for (const std::string& name : names)
        keys += (keys.empty() ? "" : " ") + name;
    return keys;
}

} // namespace durus::test
