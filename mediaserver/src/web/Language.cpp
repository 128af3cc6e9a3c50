// SPDX-License-Identifier: Apache-2.0
#include "web/Language.h"

#include "http/Characters.h"

#include <algorithm>
#include <array>

namespace durus::mediaserver::web {

namespace {

std::string_view primarySubtag(std::string_view tag) noexcept {
    return tag.substr(0, tag.find_first_of("-_"));
}

bool isOneOf(std::string_view tag, std::initializer_list<std::string_view> codes) noexcept {
    return std::any_of(codes.begin(), codes.end(),
                       [tag](std::string_view code) { return http::equalsIgnoringCase(tag, code); });
}

// The weight of "ar;q=0.8" in thousandths: digits after "0." count, anything that is no weight is 0.
int weightOf(std::string_view parameters) noexcept {
    const std::size_t q = parameters.find("q=");
    if (q == std::string_view::npos) return 1000;
    const std::string_view text = http::trimBlanks(parameters.substr(q + 2));
    if (text.empty() || !http::isDigit(text.front())) return 0;
    int weight = (text.front() - '0') * 1000;
    int unit = 100;
    for (std::size_t i = 2; i < text.size() && i < 5 && text[1] == '.' && http::isDigit(text[i]); ++i) {
        weight += (text[i] - '0') * unit;
        unit /= 10;
    }
    return std::min(weight, 1000);
}

std::optional<Language> preferred(std::string_view acceptLanguage) noexcept {
    std::optional<Language> best;
    int bestWeight = 0;
    while (!acceptLanguage.empty()) {
        const std::string_view element = http::takeListElement(acceptLanguage);
        const std::size_t semicolon = element.find(';');
        const auto language = languageFromTag(http::trimBlanks(element.substr(0, semicolon)));
        if (!language) continue;
        const int weight = semicolon == std::string_view::npos ? 1000 : weightOf(element.substr(semicolon));
        if (weight > bestWeight) {
            best = language;
            bestWeight = weight;
        }
    }
    return best;
}

} // namespace

std::string_view code(Language language) noexcept {
    return language == Language::Arabic ? "ar" : "en";
}

std::string_view direction(Language language) noexcept {
    return language == Language::Arabic ? "rtl" : "ltr";
}

std::optional<Language> languageFromTag(std::string_view tag) noexcept {
    const std::string_view primary = primarySubtag(tag);
    if (isOneOf(primary, {"ar", "ara"})) return Language::Arabic;
    if (isOneOf(primary, {"en", "eng"})) return Language::English;
    return std::nullopt;
}

std::string_view directionOf(std::string_view languageCode) noexcept {
    if (languageCode.empty()) return "auto";
    const bool rightToLeft =
        isOneOf(primarySubtag(languageCode),
                {"ar", "ara", "ur", "urd", "fa", "fas", "per", "ps", "pus", "he", "heb", "sd", "ug", "ku"});
    return rightToLeft ? "rtl" : "ltr";
}

std::string_view htmlLanguage(std::string_view languageCode) noexcept {
    const auto known = languageFromTag(languageCode);
    return known ? code(*known) : languageCode;
}

LanguageChoice chooseLanguage(const http::Request& request, Language fallback) {
    if (const auto asked = request.queryParameter("lang"))
        if (const auto language = languageFromTag(*asked)) return {*language, true};
    return {preferred(request.headers.combined("Accept-Language")).value_or(fallback), false};
}

} // namespace durus::mediaserver::web
