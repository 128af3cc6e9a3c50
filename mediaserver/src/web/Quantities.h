// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/Texts.h"

#include <durus/core/Time.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace durus::mediaserver::web {

/// A number as that language writes it: with Arabic-Indic digits in Arabic.
std::string number(Language language, std::uint64_t value);

/// A counted noun in the right form: "3 lessons", "٣ دروس".
std::string counted(Language language, const CountedNoun& noun, std::uint64_t count);

/// A span of time for people: "1 hour and 5 minutes", "45 minutes", "50 seconds". From an hour on, seconds
/// are dropped; below a minute there is nothing else. Empty if not positive.
std::string humanDuration(Language language, Milliseconds duration);

/// A span of time as ISO 8601 for machines: "PT1H5M9S".
std::string isoDuration(Milliseconds duration);

/// `pattern` with every "{name}" replaced by `value`.
std::string fill(std::string_view pattern, std::string_view name, std::string_view value);

} // namespace durus::mediaserver::web
