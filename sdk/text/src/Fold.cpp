// SPDX-License-Identifier: Apache-2.0
#include "Letters.h"

#include <durus/core/Error.h>
#include <durus/text/Fold.h>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <utility>

namespace durus::text {

namespace {

constexpr std::size_t kLongestText = 16U << 20U;

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

bool isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void require(UErrorCode status) {
    if (U_FAILURE(status))
        throw Error(ErrorCode::Internal, std::string("ICU cannot fold text: ") + u_errorName(status),
                    "install the ICU libraries again");
}

/// The normal forms a folding goes through.
struct Forms {
    const icu::Normalizer2* caseFolded;
    const icu::Normalizer2* decomposed;
    const icu::Normalizer2* composed;
};

const Forms& forms() {
    static const Forms found = [] {
        UErrorCode status = U_ZERO_ERROR;
        const Forms all{icu::Normalizer2::getNFKCCasefoldInstance(status),
                        icu::Normalizer2::getNFDInstance(status), icu::Normalizer2::getNFCInstance(status)};
        require(status);
        return all;
    }();
    return found;
}

icu::UnicodeString unicode(std::string_view utf8) {
    if (utf8.size() > kLongestText)
        throw Error(ErrorCode::InvalidInput,
                    "a text of " + std::to_string(utf8.size()) + " bytes is too long",
                    "give it in pieces of at most 16 MiB");
    return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
}

icu::UnicodeString normalize(const icu::Normalizer2& form, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    auto normal = form.normalize(text, status);
    require(status);
    return normal;
}

bool isLatin(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status) == USCRIPT_LATIN;
}

bool isMark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

icu::UnicodeString plainLetters(const icu::UnicodeString& decomposed) {
    icu::UnicodeString plain;
    bool afterLatin = false;
    for (int32_t at = 0; at < decomposed.length();) {
        const UChar32 c = decomposed.char32At(at);
        at += U16_LENGTH(c);
        if (isArabicMark(c) || isTransliterationSign(c) || (afterLatin && isMark(c))) continue;
        if (!isMark(c)) afterLatin = isLatin(c);
        const auto form = plainForm(c);
        if (form.empty())
            plain.append(c);
        else
            plain.append(form.data(), static_cast<int32_t>(form.size()));
    }
    return plain;
}

icu::UnicodeString foldOnce(const icu::UnicodeString& text) {
    const auto decomposed = normalize(*forms().decomposed, normalize(*forms().caseFolded, text));
    return normalize(*forms().composed, plainLetters(decomposed));
}

/// What is left out may let its neighbours combine, and what they combine to may fold again: a few rounds
/// reach the end of it.
icu::UnicodeString foldToTheEnd(icu::UnicodeString text) {
    constexpr int kRounds = 5;
    for (int round = 0; round < kRounds; ++round) {
        auto folded = foldOnce(text);
        if (folded == text) break;
        text = std::move(folded);
    }
    return text;
}

std::string foldAscii(std::string_view text) {
    std::string folded(text);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
        else if (c == '`')
            c = '\'';
    }
    return folded;
}

/// Takes out each apostrophe that has a letter behind it and at least two in front.
std::string withoutInnerApostrophes(const std::string& text) {
    std::string kept;
    kept.reserve(text.size());
    std::size_t lettersBefore = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inner = text[i] == '\'' && i + 1 < text.size() && isAsciiLetter(text[i + 1]);
        if (inner && lettersBefore >= 2) continue;
        lettersBefore = isAsciiLetter(text[i]) ? lettersBefore + 1 : 0;
        kept += text[i];
    }
    return kept;
}

} // namespace

std::string fold(std::string_view utf8) {
    if (isAscii(utf8)) return withoutInnerApostrophes(foldAscii(utf8));
    std::string folded;
    foldToTheEnd(unicode(utf8)).toUTF8String(folded);
    return withoutInnerApostrophes(folded);
}

std::vector<std::string> words(std::string_view folded) {
    std::vector<std::string> found;
    const auto text = unicode(folded);
    std::string word;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 c = text.char32At(at);
        if (u_isalnum(c) || (!word.empty() && isMark(c)))
            icu::UnicodeString(c).toUTF8String(word);
        else if (!word.empty())
            found.push_back(std::exchange(word, {}));
    }
    if (!word.empty()) found.push_back(std::move(word));
    return found;
}

std::string slug(std::string_view utf8) {
    std::string joined;
    for (const auto& word : words(fold(utf8))) {
        if (!joined.empty()) joined += '-';
        joined += word;
    }
    return joined;
}

} // namespace durus::text
