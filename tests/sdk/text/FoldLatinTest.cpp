// SPDX-License-Identifier: Apache-2.0
#include <durus/text/Fold.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using durus::text::fold;

/// Spellings of Latin and other scripts that readers take for the same.
class FoldLatinTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FoldLatinTest);
    CPPUNIT_TEST(asciiIsLowered);
    CPPUNIT_TEST(accentsAreLeftOut);
    CPPUNIT_TEST(transliteratedTitlesMatchPlainLetters);
    CPPUNIT_TEST(apostrophesInsideAWordAreLeftOut);
    CPPUNIT_TEST(anElisionKeepsItsWord);
    CPPUNIT_TEST(quotesAroundWordsStay);
    CPPUNIT_TEST(lettersThatDoNotDecompose);
    CPPUNIT_TEST(turkishCapitals);
    CPPUNIT_TEST(compatibilityForms);
    CPPUNIT_TEST(otherScriptsKeepTheirMarks);
    CPPUNIT_TEST_SUITE_END();

public:
    void asciiIsLowered() {
        CPPUNIT_ASSERT_EQUAL(std::string("making time, 2nd part!"), fold("Making TIME, 2nd part!"));
        CPPUNIT_ASSERT_EQUAL(std::string(), fold(""));
        CPPUNIT_ASSERT_EQUAL(std::string("a\0b", 3), fold(std::string_view("A\0B", 3)));
    }

    void accentsAreLeftOut() {
        CPPUNIT_ASSERT_EQUAL(std::string("resume naive garcon"), fold("Résumé naïve GARÇON"));
        CPPUNIT_ASSERT_EQUAL(fold("é"), fold("e\u0301"));
        CPPUNIT_ASSERT_EQUAL(std::string("e"), fold("ễ"));
    }

    void transliteratedTitlesMatchPlainLetters() {
        CPPUNIT_ASSERT_EQUAL(std::string("adab al-talab"), fold("Ādāb al-Ṭalab"));
        CPPUNIT_ASSERT_EQUAL(std::string("sharh al-usul al-thalathah"), fold("Sharḥ al-ʾUṣūl al-Thalāthah"));
        CPPUNIT_ASSERT_EQUAL(fold("Riyad"), fold("Riyāḍ"));
    }

    void apostrophesInsideAWordAreLeftOut() {
        for (const auto* form : {"Qur'an", "Qur’an", "Qur‘an", "Qurʾān", "Qur'ān", "Qur`an", "QURAN"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(form, std::string("quran"), fold(form));
        CPPUNIT_ASSERT_EQUAL(fold("Shariah"), fold("Sharīʿah"));
        CPPUNIT_ASSERT_EQUAL(fold("ilm"), fold("ʿIlm"));
    }

    void anElisionKeepsItsWord() {
        CPPUNIT_ASSERT_EQUAL(std::string("l'islam"), fold("L’islam"));
        CPPUNIT_ASSERT((durus::text::words(fold("L'Islam")) == std::vector<std::string>{"l", "islam"}));
    }

    void quotesAroundWordsStay() {
        CPPUNIT_ASSERT_EQUAL(std::string("the students' 'book'"), fold("The students’ ‘book’"));
    }

    void lettersThatDoNotDecompose() {
        CPPUNIT_ASSERT_EQUAL(std::string("oslo lodz aether oeuvre thad"), fold("Øslo Łódź Æther Œuvre Það"));
        CPPUNIT_ASSERT_EQUAL(std::string("strasse"), fold("Straße"));
    }

    void turkishCapitals() {
        CPPUNIT_ASSERT_EQUAL(std::string("istanbul"), fold("İstanbul"));
        CPPUNIT_ASSERT_EQUAL(fold("sirk"), fold("şırk"));
    }

    void compatibilityForms() {
        CPPUNIT_ASSERT_EQUAL(std::string("file 12"), fold("\uFB01le\u00A0\u2460\u00B2"));
        CPPUNIT_ASSERT_EQUAL(std::string("abc"), fold("ＡＢＣ"));
        CPPUNIT_ASSERT_EQUAL(std::string("kerdos"), fold("ker\u00ADdos"));
    }

    void otherScriptsKeepTheirMarks() {
        CPPUNIT_ASSERT_EQUAL(std::string("й"), fold("Й"));
        CPPUNIT_ASSERT_EQUAL(std::string("हिन्दी"), fold("हिन्दी"));
        CPPUNIT_ASSERT_EQUAL(std::string("한국"), fold("한국"));
        CPPUNIT_ASSERT_EQUAL(std::string("42"), fold("४২"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FoldLatinTest);
