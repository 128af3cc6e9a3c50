// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace durus::conformance {

/// What the names in braces stand for at one server: file, etag, lm, host, ...
using Names = std::map<std::string, std::string>;

/// Text with {name}, {COUNT*text} and the escapes \r \n \t \\ \xHH replaced. A name that is not known, and
/// an escape that is not one of these, stay as they are.
std::string expand(const std::string& text, const Names& names);

/// The bytes of a request column. "!" in front: as they stand. Otherwise "METHOD TARGET ++ Field: value ++
/// ..." becomes a complete HTTP/1.1 request with Host. "\w" is left for Script::request.
std::string requestBytes(const std::string& column, const Names& names);

} // namespace durus::conformance
