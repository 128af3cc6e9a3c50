// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unicode/umachine.h>

#include <string_view>

namespace durus::text {

/// Whether readers of Arabic leave this character out at will: vowel marks, Quranic marks, tatweel.
bool isArabicMark(UChar32 c) noexcept;

/// Whether this is one of the rings and primes that transliteration writes for ayn and hamza.
bool isTransliterationSign(UChar32 c) noexcept;

/// What a letter or digit of a decomposed, lower-case text is folded to; empty where it stays itself.
/// The view lives for ever.
std::u16string_view plainForm(UChar32 c) noexcept;

} // namespace durus::text
