// SPDX-License-Identifier: Apache-2.0
#include "Language.h"

#include <algorithm>
#include <array>
#include <utility>

namespace durus::media {

namespace {

using Entry = std::pair<std::string_view, std::string_view>;

/// Codes of ISO 639-2 (both kinds) and names that programs write, with their two-letter codes.
constexpr std::array<Entry, 61> kKnown{{
    {"ara", "ar"}, {"arabic", "ar"},  {"eng", "en"},    {"english", "en"}, {"urd", "ur"}, {"urdu", "ur"},
    {"fra", "fr"}, {"fre", "fr"},     {"french", "fr"}, {"deu", "de"},     {"ger", "de"}, {"german", "de"},
    {"tur", "tr"}, {"turkish", "tr"}, {"ind", "id"},    {"msa", "ms"},     {"may", "ms"}, {"fas", "fa"},
    {"per", "fa"}, {"prs", "fa"},     {"ben", "bn"},    {"som", "so"},     {"swa", "sw"}, {"hau", "ha"},
    {"rus", "ru"}, {"bos", "bs"},     {"sqi", "sq"},    {"alb", "sq"},     {"spa", "es"}, {"por", "pt"},
    {"ita", "it"}, {"nld", "nl"},     {"dut", "nl"},    {"pus", "ps"},     {"hin", "hi"}, {"tam", "ta"},
    {"mal", "ml"}, {"uzb", "uz"},     {"kaz", "kk"},    {"aze", "az"},     {"kur", "ku"}, {"amh", "am"},
    {"orm", "om"}, {"yor", "yo"},     {"ful", "ff"},    {"wol", "wo"},     {"zho", "zh"}, {"chi", "zh"},
    {"jpn", "ja"}, {"kor", "ko"},     {"tha", "th"},    {"swe", "sv"},     {"dan", "da"}, {"nor", "no"},
    {"fin", "fi"}, {"pol", "pl"},     {"heb", "he"},    {"ell", "el"},     {"gre", "el"}, {"pan", "pa"},
    {"guj", "gu"},
}};

constexpr std::array<std::string_view, 5> kNone{"und", "mul", "mis", "zxx", "xxx"};

} // namespace

std::string languageCode(std::string_view tag) {
    std::string code(tag.substr(0, tag.find_first_of("-_ ")));
    for (char& c : code) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c < 'a' || c > 'z') return "";
    }
    const auto* const known =
        std::find_if(kKnown.begin(), kKnown.end(), [&](const Entry& entry) { return entry.first == code; });
    if (known != kKnown.end()) return std::string(known->second);
    if (std::find(kNone.begin(), kNone.end(), code) != kNone.end()) return "";
    return code.size() == 2 || code.size() == 3 ? code : "";
}

} // namespace durus::media
