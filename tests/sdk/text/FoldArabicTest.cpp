// SPDX-License-Identifier: Apache-2.0
#include <durus/text/Fold.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using durus::text::fold;

/// Spellings of Arabic and Persian that readers take for the same.
class FoldArabicTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FoldArabicTest);
    CPPUNIT_TEST(vocalisedTitlesMatchPlainWords);
    CPPUNIT_TEST(alefFormsAreAlef);
    CPPUNIT_TEST(decomposedLettersFoldAsComposedOnes);
    CPPUNIT_TEST(yaaAndAlefMaqsuraAreOne);
    CPPUNIT_TEST(taaMarbutaIsHaa);
    CPPUNIT_TEST(hamzaFoldsToItsCarrier);
    CPPUNIT_TEST(aHamzaOfItsOwnStays);
    CPPUNIT_TEST(tatweelIsLeftOut);
    CPPUNIT_TEST(superscriptAlefIsLeftOut);
    CPPUNIT_TEST(quranicMarksAreLeftOut);
    CPPUNIT_TEST(theOrderOfMarksDoesNotMatter);
    CPPUNIT_TEST(ligaturesAndPresentationFormsAreLetters);
    CPPUNIT_TEST(persianLettersMatchArabicOnes);
    CPPUNIT_TEST(digitsBecomeAscii);
    CPPUNIT_TEST(directionMarksAndJoinersAreLeftOut);
    CPPUNIT_TEST(differentWordsStayDifferent);
    CPPUNIT_TEST_SUITE_END();

public:
    void vocalisedTitlesMatchPlainWords() {
        CPPUNIT_ASSERT_EQUAL(fold("شرح الأصول الثلاثة"), fold("شَرْحُ الأُصُولِ الثَّلَاثَةِ"));
        CPPUNIT_ASSERT_EQUAL(std::string("شرح الاصول الثلاثه"), fold("شَرْحُ الأُصُولِ الثَّلَاثَةِ"));
        CPPUNIT_ASSERT_EQUAL(fold("اداب طالب العلم"), fold("آدَابُ طَالِبِ العِلْمِ"));
    }

    void alefFormsAreAlef() {
        for (const auto* form : {"ا", "أ", "إ", "آ", "ٱ", "ٲ", "ٳ", "ٵ"})
            CPPUNIT_ASSERT_EQUAL_MESSAGE(form, std::string("ا"), fold(form));
    }

    void decomposedLettersFoldAsComposedOnes() {
        CPPUNIT_ASSERT_EQUAL(fold("آ"), fold("\u0627\u0653"));
        CPPUNIT_ASSERT_EQUAL(fold("أ"), fold("\u0627\u0654"));
        CPPUNIT_ASSERT_EQUAL(fold("إ"), fold("\u0627\u0655"));
        CPPUNIT_ASSERT_EQUAL(fold("ؤ"), fold("\u0648\u0654"));
    }

    void yaaAndAlefMaqsuraAreOne() {
        CPPUNIT_ASSERT_EQUAL(fold("علي"), fold("على"));
        CPPUNIT_ASSERT_EQUAL(std::string("علي"), fold("عَلَى"));
    }

    void taaMarbutaIsHaa() { CPPUNIT_ASSERT_EQUAL(fold("المثابره"), fold("المُثَابَرَة")); }

    void hamzaFoldsToItsCarrier() {
        CPPUNIT_ASSERT_EQUAL(std::string("مومن"), fold("مُؤْمِن"));
        CPPUNIT_ASSERT_EQUAL(std::string("مسايل"), fold("مَسَائِل"));
    }

    void aHamzaOfItsOwnStays() { CPPUNIT_ASSERT_EQUAL(std::string("شيء"), fold("شَيْءٌ")); }

    void tatweelIsLeftOut() { CPPUNIT_ASSERT_EQUAL(fold("محمد"), fold("محـــمد")); }

    void superscriptAlefIsLeftOut() {
        CPPUNIT_ASSERT_EQUAL(fold("الرحمن"), fold("الرَّحْمَـٰن"));
        CPPUNIT_ASSERT_EQUAL(fold("هذا"), fold("ه\u0670ذا"));
    }

    void quranicMarksAreLeftOut() {
        for (char32_t mark = 0x06D6; mark <= 0x06ED; ++mark) {
            const std::string utf8 = {static_cast<char>(0xC0U | mark >> 6U),
                                      static_cast<char>(0x80U | (mark & 0x3FU))};
            CPPUNIT_ASSERT_EQUAL_MESSAGE(utf8, std::string("قل هو"), fold("قل" + utf8 + " هو"));
        }
    }

    void theOrderOfMarksDoesNotMatter() {
        CPPUNIT_ASSERT_EQUAL(fold("د\u0651\u064E"), fold("د\u064E\u0651"));
        CPPUNIT_ASSERT_EQUAL(std::string("ا"), fold("\u0627\u064E\u0654"));
    }

    void ligaturesAndPresentationFormsAreLetters() {
        CPPUNIT_ASSERT_EQUAL(std::string("الله"), fold("\uFDF2"));
        CPPUNIT_ASSERT_EQUAL(std::string("لا"), fold("\uFEFB"));
        CPPUNIT_ASSERT_EQUAL(fold("الا"), fold("\u0627\uFEF7"));
    }

    void persianLettersMatchArabicOnes() {
        CPPUNIT_ASSERT_EQUAL(fold("كتاب"), fold("کتاب"));
        CPPUNIT_ASSERT_EQUAL(fold("علي"), fold("علی"));
    }

    void digitsBecomeAscii() {
        CPPUNIT_ASSERT_EQUAL(std::string("0123456789"), fold("٠١٢٣٤٥٦٧٨٩"));
        CPPUNIT_ASSERT_EQUAL(std::string("0123456789"), fold("۰۱۲۳۴۵۶۷۸۹"));
        CPPUNIT_ASSERT_EQUAL(fold("الدرس 12"), fold("الدرس ١٢"));
    }

    void directionMarksAndJoinersAreLeftOut() {
        CPPUNIT_ASSERT_EQUAL(fold("علم"), fold("\u200Fعلم\u200E"));
        CPPUNIT_ASSERT_EQUAL(fold("ميخواهم"), fold("می\u200Cخواهم"));
    }

    void differentWordsStayDifferent() {
        CPPUNIT_ASSERT(fold("علم") != fold("عمل"));
        CPPUNIT_ASSERT(fold("حمد") != fold("خمد"));
        CPPUNIT_ASSERT(fold("سماء") != fold("سما"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FoldArabicTest);
