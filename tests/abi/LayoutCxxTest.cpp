// SPDX-License-Identifier: Apache-2.0
#include <durus/abi/abi.h>

#include <cppunit/extensions/HelperMacros.h>

#include <cstddef>
#include <type_traits>

// What C++ sees is what C sees: plain structs of the same layout (layout.c holds the whole of it).
static_assert(std::is_trivial_v<durus_plugin_entry_t> && std::is_standard_layout_v<durus_plugin_entry_t>);
static_assert(std::is_trivial_v<durus_listing_t> && std::is_standard_layout_v<durus_listing_t>);
static_assert(std::is_trivial_v<durus_backend_codec_t> && std::is_standard_layout_v<durus_backend_codec_t>);
static_assert(sizeof(durus_string_t) == 16 && alignof(durus_string_t) == 8);
static_assert(sizeof(durus_plugin_entry_t) == 80 && offsetof(durus_plugin_entry_t, init) == 56);
static_assert(sizeof(durus_host_t) == 40 && offsetof(durus_host_t, get_extension) == 32);
static_assert(sizeof(durus_event_header_t) == 80 && offsetof(durus_event_header_t, listing) == 64);
static_assert(offsetof(durus_event_progress_reported_t, position_ms) == sizeof(durus_event_header_t));
static_assert(sizeof(durus_intent_draft_t) == 48 && offsetof(durus_intent_draft_t, dedupe_key) == 32);
static_assert(sizeof(durus_exchange_sink_t) == 88 && offsetof(durus_exchange_sink_t, cursor) == 80);
static_assert(std::is_same_v<durus_status_t, std::int32_t>);

class LayoutCxxTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LayoutCxxTest);
    CPPUNIT_TEST(everyEventBeginsWithItsHeader);
    CPPUNIT_TEST(everySizedStructBeginsWithItsSize);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyEventBeginsWithItsHeader() {
        expectHeader<durus_event_state_changed_t, durus_event_progress_reported_t,
                     durus_event_position_discontinuity_t, durus_event_duration_changed_t,
                     durus_event_rate_changed_t, durus_event_completion_reached_t,
                     durus_event_playback_ended_t, durus_event_playback_failed_t,
                     durus_event_completion_marked_t, durus_event_favorite_marked_t>();
    }

    void everySizedStructBeginsWithItsSize() {
        expectSize<durus_plugin_entry_t, durus_host_t, durus_intent_draft_t, durus_intent_t,
                   durus_intent_sink_t, durus_event_translator_t, durus_http_request_t, durus_http_response_t,
                   durus_scholar_t, durus_topic_t, durus_audio_asset_t, durus_listing_t, durus_outcome_t,
                   durus_remote_progress_t, durus_remote_favorite_t, durus_exchange_sink_t,
                   durus_codec_limits_t, durus_backend_codec_t>();
    }

private:
    template<typename... Structs>
    static void expectHeader() {
        (CPPUNIT_ASSERT_EQUAL(std::size_t{0}, offsetof(Structs, header)), ...);
    }
    template<typename... Structs>
    static void expectSize() {
        (CPPUNIT_ASSERT_EQUAL(std::size_t{0}, offsetof(Structs, struct_size)), ...);
        (CPPUNIT_ASSERT((std::is_same_v<decltype(Structs::struct_size), std::uint32_t>)), ...);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LayoutCxxTest);
