// SPDX-License-Identifier: Apache-2.0
#include <durus/model/PlaybackEvent.h>

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace durus::model;

class PlaybackEventTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PlaybackEventTest);
    CPPUNIT_TEST(everyBodyHasANameOfItsOwn);
    CPPUNIT_TEST(everyStateAndReasonHasANameOfItsOwn);
    CPPUNIT_TEST_SUITE_END();

    template<std::size_t... I>
    static std::set<std::string_view> bodyNames(std::index_sequence<I...>) {
        return {typeName(PlaybackEvent::Body{std::in_place_index<I>})...};
    }

    void everyBodyHasANameOfItsOwn() {
        constexpr auto count = std::variant_size_v<PlaybackEvent::Body>;
        const auto names = bodyNames(std::make_index_sequence<count>{});
        CPPUNIT_ASSERT_EQUAL(count, names.size());
        CPPUNIT_ASSERT(!names.contains(""));
        CPPUNIT_ASSERT_EQUAL(std::string_view{"progress_reported"}, typeName(ProgressReported{}));
    }

    void everyStateAndReasonHasANameOfItsOwn() {
        std::set<std::string_view> names;
        for (int state = 0; state <= static_cast<int>(PlaybackState::Failed); ++state)
            names.insert(name(static_cast<PlaybackState>(state)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{9}, names.size());
        CPPUNIT_ASSERT(!names.contains(""));

        names.clear();
        for (int reason = 0; reason <= static_cast<int>(EndReason::Unknown); ++reason)
            names.insert(name(static_cast<EndReason>(reason)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{7}, names.size());
        CPPUNIT_ASSERT(names.contains("played_to_end"));
        CPPUNIT_ASSERT(name(DiscontinuityReason::Seek) != name(DiscontinuityReason::Foreign));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PlaybackEventTest);
