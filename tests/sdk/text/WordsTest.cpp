// SPDX-License-Identifier: Apache-2.0
#include <durus/text/Fold.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

using durus::text::fold;
using durus::text::slug;
using durus::text::words;

/// words() and slug().
class WordsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(WordsTest);
    CPPUNIT_TEST(wordsAreRunsOfLettersAndDigits);
    CPPUNIT_TEST(punctuationOfBothScriptsSeparates);
    CPPUNIT_TEST(aMarkContinuesAWordAndStartsNone);
    CPPUNIT_TEST(brokenUtf8Separates);
    CPPUNIT_TEST(unvocalisedQueryFindsTheWordsOfAVocalisedTitle);
    CPPUNIT_TEST(slugsJoinFoldedWords);
    CPPUNIT_TEST(slugOfNothingIsEmpty);
    CPPUNIT_TEST_SUITE_END();

    using Words = std::vector<std::string>;

public:
    void wordsAreRunsOfLettersAndDigits() {
        CPPUNIT_ASSERT(words("") == Words{});
        CPPUNIT_ASSERT(words(" - ") == Words{});
        CPPUNIT_ASSERT((words("one two3") == Words{"one", "two3"}));
        CPPUNIT_ASSERT((words("  al-talab: 12, ") == Words{"al", "talab", "12"}));
    }

    void punctuationOfBothScriptsSeparates() {
        CPPUNIT_ASSERT((words("قال، ثم؛ قال؟ «نعم»") == Words{"قال", "ثم", "قال", "نعم"}));
    }

    void aMarkContinuesAWordAndStartsNone() {
        CPPUNIT_ASSERT((words("हिन्दी भाषा") == Words{"हिन्दी", "भाषा"}));
        CPPUNIT_ASSERT((words("\u0301a") == Words{"a"}));
    }

    void brokenUtf8Separates() { CPPUNIT_ASSERT((words("a\xFFz\xD8") == Words{"a", "z"})); }

    void unvocalisedQueryFindsTheWordsOfAVocalisedTitle() {
        const auto title = words(fold("أَهَمِّيَّةُ الوَقْتِ"));
        CPPUNIT_ASSERT(title == words(fold("اهمية الوقت")));
        CPPUNIT_ASSERT(title == words(fold("أهميه الوقت")));
    }

    void slugsJoinFoldedWords() {
        CPPUNIT_ASSERT_EQUAL(std::string("adab-al-talab"), slug("  Ādāb al-Ṭalab! "));
        CPPUNIT_ASSERT_EQUAL(std::string("quran-part-2"), slug("Qur'ān (part ٢)"));
        CPPUNIT_ASSERT_EQUAL(std::string("اداب-طالب-العلم"), slug("آدَابُ طَالِبِ العِلْمِ"));
    }

    void slugOfNothingIsEmpty() {
        CPPUNIT_ASSERT_EQUAL(std::string(), slug(""));
        CPPUNIT_ASSERT_EQUAL(std::string(), slug("... \u2014 !"));
        CPPUNIT_ASSERT_EQUAL(std::string(), slug("\xFF\xFE"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(WordsTest);
