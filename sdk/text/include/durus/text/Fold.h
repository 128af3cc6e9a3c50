// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace durus::text {

/// Folds a text so that spellings a reader takes for the same compare equal.
///
/// All scripts: NFKC, lower case, invisible characters off, decimal digits of any script to ASCII.
/// Latin: accents off, letters with a stroke and ligatures to plain ones ("ø" o, "æ" ae); the half rings of
/// transliterated Arabic off, and so is an apostrophe between letters when at least two stand before it:
/// "Qur'an", "Qurʾān" and "Quran" are one, while "l'islam" keeps its word "islam".
/// Arabic: vowel marks, Quranic marks and tatweel off; alef forms to alef, alef maqsura and Persian yeh to
/// yaa, taa marbuta to haa, a hamza to the letter that carries it, keheh to kaf.
///
/// Invalid UTF-8 becomes U+FFFD. fold(fold(x)) equals fold(x).
/// Thread: any. Errors: Error(InvalidInput) for a text of more than 16 MiB that is not ASCII; Error(Internal)
/// if ICU's data is missing.
std::string fold(std::string_view utf8);

/// The words of a folded text, in order: runs of letters and digits with the marks that belong to them.
/// Thread: any. Errors: Error(InvalidInput) for a text of more than 16 MiB.
std::vector<std::string> words(std::string_view folded);

/// A slug for a title: its folded words joined by single hyphens; "" if it has none. Letters stay in their
/// script, so a URL has to percent-encode it.
/// Thread: any. Errors: as fold().
std::string slug(std::string_view utf8);

} // namespace durus::text
