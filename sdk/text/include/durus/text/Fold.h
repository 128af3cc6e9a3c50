// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace durus::text {

/// Folds a text so that spellings a reader takes for the same compare equal: NFKC, lower case, Latin accents
/// off; Arabic vowel marks and tatweel off; alef forms to alef, alef maqsura to yaa, taa marbuta to haa,
/// hamza carriers to their letter; Arabic-Indic and Persian digits to ASCII. Invalid UTF-8 becomes U+FFFD.
/// Thread: any.
std::string fold(std::string_view utf8);

/// The words of a folded text: runs of letters and digits, in order.
std::vector<std::string> words(std::string_view folded);

/// A slug for a title: letters and digits of any script, folded, joined by single hyphens; "" if none.
std::string slug(std::string_view utf8);

} // namespace durus::text
