// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Intent.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus::model;

class IntentTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(IntentTest);
    CPPUNIT_TEST(everyNameLeadsBackToItsKind);
    CPPUNIT_TEST(namesAreExact);
    CPPUNIT_TEST(kindsOfOneFamilyTouchTheSameState);
    CPPUNIT_TEST_SUITE_END();

    void everyNameLeadsBackToItsKind() {
        std::set<std::string_view> names;
        for (const auto kind : {IntentKind::Progress, IntentKind::Completed, IntentKind::Uncompleted,
                                IntentKind::Favorite, IntentKind::Unfavorite}) {
            names.insert(name(kind));
            CPPUNIT_ASSERT(intentKindFrom(name(kind)) == kind);
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{5}, names.size());
    }

    void namesAreExact() {
        CPPUNIT_ASSERT_EQUAL(std::string_view{"uncompleted"}, name(IntentKind::Uncompleted));
        for (const auto* wrong : {"", "Progress", "progress ", "delete", "admin"})
            CPPUNIT_ASSERT(!intentKindFrom(wrong));
    }

    void kindsOfOneFamilyTouchTheSameState() {
        CPPUNIT_ASSERT(familyOf(IntentKind::Progress) == familyOf(IntentKind::Uncompleted));
        CPPUNIT_ASSERT(familyOf(IntentKind::Completed) == IntentFamily::Progress);
        CPPUNIT_ASSERT(familyOf(IntentKind::Favorite) == familyOf(IntentKind::Unfavorite));
        CPPUNIT_ASSERT(familyOf(IntentKind::Favorite) == IntentFamily::Favorite);
        CPPUNIT_ASSERT_EQUAL(std::string_view{"favorite"}, name(IntentFamily::Favorite));
        CPPUNIT_ASSERT_EQUAL(std::string_view{"progress"}, name(IntentFamily::Progress));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(IntentTest);
