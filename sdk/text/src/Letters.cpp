// SPDX-License-Identifier: Apache-2.0
#include "Letters.h"

#include <unicode/uchar.h>

namespace durus::text {

namespace {

bool within(UChar32 c, UChar32 first, UChar32 last) {
    return c >= first && c <= last;
}

std::u16string_view plainArabic(UChar32 c) {
    switch (c) {
    case 0x0671: // alef wasla
    case 0x0672: // alef with wavy hamza above
    case 0x0673: // alef with wavy hamza below
        return u"\u0627";
    case 0x0649: // alef maqsura
    case 0x06CC: // Persian yeh
        return u"\u064A";
    case 0x0629: // taa marbuta
    case 0x06C1: // heh goal
    case 0x06C3: // taa marbuta goal
    case 0x06D5: // ae
        return u"\u0647";
    case 0x06A9: // keheh
        return u"\u0643";
    default:
        return {};
    }
}

std::u16string_view plainLatin(UChar32 c) {
    switch (c) {
    case 0x00E6:
        return u"ae";
    case 0x0153:
        return u"oe";
    case 0x00FE:
        return u"th";
    case 0x00F0:
    case 0x0111:
        return u"d";
    case 0x00F8:
        return u"o";
    case 0x0127:
        return u"h";
    case 0x0131:
        return u"i";
    case 0x0142:
        return u"l";
    case 0x0167:
        return u"t";
    default:
        return {};
    }
}

} // namespace

bool isArabicMark(UChar32 c) noexcept {
    return within(c, 0x064B, 0x065F) || c == 0x0640 || c == 0x0670 || c == 0x0674 ||
           within(c, 0x06D6, 0x06ED) || within(c, 0x0610, 0x061A) || within(c, 0x0898, 0x089F) ||
           within(c, 0x08CA, 0x08FF);
}

bool isTransliterationSign(UChar32 c) noexcept {
    return within(c, 0x02B9, 0x02C1);
}

std::u16string_view plainForm(UChar32 c) noexcept {
    constexpr std::u16string_view kDigits = u"0123456789";
    if (c == 0x2018 || c == 0x2019 || c == '`') return u"'";
    if (within(c, 0x0620, 0x06FF) && u_charType(c) != U_DECIMAL_DIGIT_NUMBER) return plainArabic(c);
    if (c < 0x0250) return plainLatin(c);
    if (u_charType(c) != U_DECIMAL_DIGIT_NUMBER) return {};
    return kDigits.substr(static_cast<std::size_t>(u_charDigitValue(c)), 1);
}

} // namespace durus::text
