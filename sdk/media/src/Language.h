// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::media {

/// The ISO 639 code that a language tag means: "ara", "ar-SA" and "Arabic" are "ar". Two letters where this
/// SDK knows them, else the three given; "" for what is no code or names no language ("und").
std::string languageCode(std::string_view tag);

} // namespace durus::media
