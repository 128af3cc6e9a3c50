// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::mediaserver::web {

/// Appends a text so that it stands as itself in HTML, as content and inside a quoted attribute. Control
/// characters but tab and newline are left out; the text is taken for UTF-8 and passed on otherwise.
void appendEscaped(std::string& html, std::string_view text);

/// Percent-encodes all but unreserved characters: one segment of a path, or one value of a query.
std::string percentEncode(std::string_view text);

} // namespace durus::mediaserver::web
