// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::mediaserver::feeds {

/// `text` as it stands in an XML 1.0 document, as content and inside an attribute in double quotes: markup is
/// escaped; what the production Char does not allow, and what is no UTF-8, is left out. Thread: pure.
std::string xmlText(std::string_view text);

/// `text` as UTF-8 on one line: each run of control characters and line separators (U+0085, U+2028, U+2029)
/// is one blank, none at the ends; what is no UTF-8 is left out. Thread: pure.
std::string oneLine(std::string_view text);

/// "<name>text</name>\n"; nothing if the text is empty.
std::string xmlElement(std::string_view name, std::string_view text);

} // namespace durus::mediaserver::feeds
