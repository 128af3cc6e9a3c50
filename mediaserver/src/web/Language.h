// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace durus::mediaserver::web {

/// The languages the pages speak.
enum class Language : std::uint8_t { English, Arabic };

/// "en", "ar".
std::string_view code(Language language) noexcept;

/// "ltr", "rtl".
std::string_view direction(Language language) noexcept;

/// The language a tag names ("ar", "AR-sa"), whatever its subtags; nothing for others.
std::optional<Language> languageFromTag(std::string_view tag) noexcept;

/// The writing direction of a text in the language of that ISO 639 code ("ar", "ara", "ur"); "auto" for an
/// empty code, which lets the browser look at the text.
std::string_view directionOf(std::string_view languageCode) noexcept;

/// The language of `languageCode` as HTML wants it: "ara" is "ar", "eng" is "en"; empty stays empty.
std::string_view htmlLanguage(std::string_view languageCode) noexcept;

/// What language to answer in.
struct LanguageChoice {
    Language language = Language::English;
    /// Asked for in the address (?lang=), so links have to carry it on.
    bool inAddress = false;
};

/// ?lang= decides, then Accept-Language by its weights, then `fallback`. Thread: pure.
LanguageChoice chooseLanguage(const http::Request& request, Language fallback);

} // namespace durus::mediaserver::web
