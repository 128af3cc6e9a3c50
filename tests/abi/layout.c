// SPDX-License-Identifier: Apache-2.0
// Prints the layout of every struct and the value of every constant of the ABI. What it prints for a released
// version never changes; a new minor only adds lines.
#include <durus/abi/abi.h>

#include <stddef.h>
#include <stdio.h>

#define STRUCT(type) printf("%s %zu\n", #type, sizeof(type))
#define MEMBER(type, member)                                                                                 \
    printf("  %s %zu %zu\n", #member, offsetof(type, member), sizeof(((type*)0)->member))
#define VALUE(name) printf("%s %lld\n", #name, (long long)(name))

_Static_assert(sizeof(void*) == 8 && sizeof(long) == 8, "the golden layout is that of an LP64 machine");
_Static_assert(sizeof(durus_string_t) == 16, "stands in arrays: it never grows");
_Static_assert(sizeof(durus_http_header_t) == 32, "stands in arrays: it never grows");
_Static_assert(sizeof(durus_event_header_t) == 80, "every payload begins behind it: it never grows");
_Static_assert(offsetof(durus_plugin_entry_t, struct_size) == 0, "a reader begins with the size");
_Static_assert(offsetof(durus_host_t, struct_size) == 0, "a reader begins with the size");

static void printPlugin(void) {
    STRUCT(durus_string_t);
    MEMBER(durus_string_t, data);
    MEMBER(durus_string_t, size);
    STRUCT(durus_host_t);
    MEMBER(durus_host_t, struct_size);
    MEMBER(durus_host_t, context);
    MEMBER(durus_host_t, log);
    MEMBER(durus_host_t, now);
    MEMBER(durus_host_t, get_extension);
    STRUCT(durus_plugin_entry_t);
    MEMBER(durus_plugin_entry_t, struct_size);
    MEMBER(durus_plugin_entry_t, abi_major);
    MEMBER(durus_plugin_entry_t, abi_minor);
    MEMBER(durus_plugin_entry_t, id);
    MEMBER(durus_plugin_entry_t, name);
    MEMBER(durus_plugin_entry_t, version);
    MEMBER(durus_plugin_entry_t, init);
    MEMBER(durus_plugin_entry_t, deinit);
    MEMBER(durus_plugin_entry_t, get_extension);
}

static void printEvents(void) {
    STRUCT(durus_event_header_t);
    MEMBER(durus_event_header_t, size);
    MEMBER(durus_event_header_t, type);
    MEMBER(durus_event_header_t, sequence);
    MEMBER(durus_event_header_t, monotonic_ms);
    MEMBER(durus_event_header_t, wall_ms);
    MEMBER(durus_event_header_t, session);
    MEMBER(durus_event_header_t, account);
    MEMBER(durus_event_header_t, listing);
    STRUCT(durus_event_state_changed_t);
    MEMBER(durus_event_state_changed_t, state);
    MEMBER(durus_event_state_changed_t, position_ms);
    STRUCT(durus_event_progress_reported_t);
    MEMBER(durus_event_progress_reported_t, position_ms);
    MEMBER(durus_event_progress_reported_t, duration_ms);
    MEMBER(durus_event_progress_reported_t, coverage);
    STRUCT(durus_event_position_discontinuity_t);
    MEMBER(durus_event_position_discontinuity_t, from_ms);
    MEMBER(durus_event_position_discontinuity_t, to_ms);
    MEMBER(durus_event_position_discontinuity_t, reason);
    STRUCT(durus_event_duration_changed_t);
    MEMBER(durus_event_duration_changed_t, duration_ms);
    MEMBER(durus_event_duration_changed_t, confidence);
    STRUCT(durus_event_rate_changed_t);
    MEMBER(durus_event_rate_changed_t, rate);
    STRUCT(durus_event_completion_reached_t);
    MEMBER(durus_event_completion_reached_t, position_ms);
    MEMBER(durus_event_completion_reached_t, duration_ms);
    MEMBER(durus_event_completion_reached_t, coverage);
    STRUCT(durus_event_playback_ended_t);
    MEMBER(durus_event_playback_ended_t, reason);
    MEMBER(durus_event_playback_ended_t, position_ms);
    MEMBER(durus_event_playback_ended_t, duration_ms);
    MEMBER(durus_event_playback_ended_t, coverage);
    STRUCT(durus_event_playback_failed_t);
    MEMBER(durus_event_playback_failed_t, fault);
    MEMBER(durus_event_playback_failed_t, retryable);
    STRUCT(durus_event_completion_marked_t);
    MEMBER(durus_event_completion_marked_t, completed);
    STRUCT(durus_event_favorite_marked_t);
    MEMBER(durus_event_favorite_marked_t, favorite);
}

static void printTranslator(void) {
    STRUCT(durus_intent_draft_t);
    MEMBER(durus_intent_draft_t, struct_size);
    MEMBER(durus_intent_draft_t, kind);
    MEMBER(durus_intent_draft_t, event_sequence);
    MEMBER(durus_intent_draft_t, position_ms);
    MEMBER(durus_intent_draft_t, duration_ms);
    MEMBER(durus_intent_draft_t, dedupe_key);
    STRUCT(durus_intent_sink_t);
    MEMBER(durus_intent_sink_t, struct_size);
    MEMBER(durus_intent_sink_t, context);
    MEMBER(durus_intent_sink_t, emit);
    STRUCT(durus_event_translator_t);
    MEMBER(durus_event_translator_t, struct_size);
    MEMBER(durus_event_translator_t, create);
    MEMBER(durus_event_translator_t, destroy);
    MEMBER(durus_event_translator_t, translate);
}

static void printCatalogue(void) {
    STRUCT(durus_scholar_t);
    MEMBER(durus_scholar_t, struct_size);
    MEMBER(durus_scholar_t, id);
    MEMBER(durus_scholar_t, slug);
    MEMBER(durus_scholar_t, name);
    MEMBER(durus_scholar_t, language);
    STRUCT(durus_topic_t);
    MEMBER(durus_topic_t, struct_size);
    MEMBER(durus_topic_t, id);
    MEMBER(durus_topic_t, slug);
    MEMBER(durus_topic_t, name);
    STRUCT(durus_audio_asset_t);
    MEMBER(durus_audio_asset_t, struct_size);
    MEMBER(durus_audio_asset_t, bitrate_kbps);
    MEMBER(durus_audio_asset_t, id);
    MEMBER(durus_audio_asset_t, url);
    MEMBER(durus_audio_asset_t, format);
    MEMBER(durus_audio_asset_t, duration_ms);
    STRUCT(durus_listing_t);
    MEMBER(durus_listing_t, struct_size);
    MEMBER(durus_listing_t, format);
    MEMBER(durus_listing_t, order_index);
    MEMBER(durus_listing_t, id);
    MEMBER(durus_listing_t, slug);
    MEMBER(durus_listing_t, title);
    MEMBER(durus_listing_t, description);
    MEMBER(durus_listing_t, language);
    MEMBER(durus_listing_t, scholar);
    MEMBER(durus_listing_t, parent);
    MEMBER(durus_listing_t, duration_ms);
    MEMBER(durus_listing_t, published_at_ms);
    MEMBER(durus_listing_t, topics);
    MEMBER(durus_listing_t, topic_count);
    MEMBER(durus_listing_t, asset);
}

static void printExchange(void) {
    STRUCT(durus_intent_t);
    MEMBER(durus_intent_t, struct_size);
    MEMBER(durus_intent_t, kind);
    MEMBER(durus_intent_t, sequence);
    MEMBER(durus_intent_t, id);
    MEMBER(durus_intent_t, listing);
    MEMBER(durus_intent_t, slug);
    MEMBER(durus_intent_t, position_ms);
    MEMBER(durus_intent_t, duration_ms);
    MEMBER(durus_intent_t, occurred_at_ms);
    STRUCT(durus_http_header_t);
    MEMBER(durus_http_header_t, name);
    MEMBER(durus_http_header_t, value);
    STRUCT(durus_http_request_t);
    MEMBER(durus_http_request_t, struct_size);
    MEMBER(durus_http_request_t, header_count);
    MEMBER(durus_http_request_t, method);
    MEMBER(durus_http_request_t, path);
    MEMBER(durus_http_request_t, headers);
    MEMBER(durus_http_request_t, body);
    STRUCT(durus_http_response_t);
    MEMBER(durus_http_response_t, struct_size);
    MEMBER(durus_http_response_t, status);
    MEMBER(durus_http_response_t, header_count);
    MEMBER(durus_http_response_t, headers);
    MEMBER(durus_http_response_t, body);
    STRUCT(durus_outcome_t);
    MEMBER(durus_outcome_t, struct_size);
    MEMBER(durus_outcome_t, outcome);
    MEMBER(durus_outcome_t, sequence);
    MEMBER(durus_outcome_t, detail);
    MEMBER(durus_outcome_t, retry_after_ms);
    STRUCT(durus_remote_progress_t);
    MEMBER(durus_remote_progress_t, struct_size);
    MEMBER(durus_remote_progress_t, completed);
    MEMBER(durus_remote_progress_t, listing);
    MEMBER(durus_remote_progress_t, position_ms);
    MEMBER(durus_remote_progress_t, duration_ms);
    MEMBER(durus_remote_progress_t, updated_at_ms);
    STRUCT(durus_remote_favorite_t);
    MEMBER(durus_remote_favorite_t, struct_size);
    MEMBER(durus_remote_favorite_t, favorite);
    MEMBER(durus_remote_favorite_t, listing);
    MEMBER(durus_remote_favorite_t, updated_at_ms);
}

static void printCodec(void) {
    STRUCT(durus_exchange_sink_t);
    MEMBER(durus_exchange_sink_t, struct_size);
    MEMBER(durus_exchange_sink_t, context);
    MEMBER(durus_exchange_sink_t, request);
    MEMBER(durus_exchange_sink_t, outcome);
    MEMBER(durus_exchange_sink_t, failure);
    MEMBER(durus_exchange_sink_t, progress);
    MEMBER(durus_exchange_sink_t, favorite);
    MEMBER(durus_exchange_sink_t, scholar);
    MEMBER(durus_exchange_sink_t, topic);
    MEMBER(durus_exchange_sink_t, listing);
    MEMBER(durus_exchange_sink_t, cursor);
    STRUCT(durus_codec_limits_t);
    MEMBER(durus_codec_limits_t, struct_size);
    MEMBER(durus_codec_limits_t, max_intents);
    MEMBER(durus_codec_limits_t, max_body_bytes);
    STRUCT(durus_backend_codec_t);
    MEMBER(durus_backend_codec_t, struct_size);
    MEMBER(durus_backend_codec_t, create);
    MEMBER(durus_backend_codec_t, destroy);
    MEMBER(durus_backend_codec_t, limits);
    MEMBER(durus_backend_codec_t, supports);
    MEMBER(durus_backend_codec_t, open_push);
    MEMBER(durus_backend_codec_t, open_pull);
    MEMBER(durus_backend_codec_t, open_catalogue);
    MEMBER(durus_backend_codec_t, step);
    MEMBER(durus_backend_codec_t, close);
    MEMBER(durus_backend_codec_t, open_rejection_check);
}

static void printValues(void) {
    VALUE(DURUS_ABI_MAJOR);
    VALUE(DURUS_OK);
    VALUE(DURUS_INVALID_ARGUMENT);
    VALUE(DURUS_UNSUPPORTED);
    VALUE(DURUS_WRONG_THREAD);
    VALUE(DURUS_WRONG_STATE);
    VALUE(DURUS_RETRY_LATER);
    VALUE(DURUS_NOT_AUTHORIZED);
    VALUE(DURUS_UNRECOVERABLE);
    VALUE(DURUS_NO_MEMORY);
    VALUE(DURUS_INTERNAL);
    VALUE(DURUS_LOG_DEBUG);
    VALUE(DURUS_LOG_ERROR);
    VALUE(DURUS_EVENT_STATE_CHANGED);
    VALUE(DURUS_EVENT_PROGRESS_REPORTED);
    VALUE(DURUS_EVENT_POSITION_DISCONTINUITY);
    VALUE(DURUS_EVENT_DURATION_CHANGED);
    VALUE(DURUS_EVENT_RATE_CHANGED);
    VALUE(DURUS_EVENT_COMPLETION_REACHED);
    VALUE(DURUS_EVENT_PLAYBACK_ENDED);
    VALUE(DURUS_EVENT_PLAYBACK_FAILED);
    VALUE(DURUS_EVENT_COMPLETION_MARKED);
    VALUE(DURUS_EVENT_FAVORITE_MARKED);
    VALUE(DURUS_STATE_IDLE);
    VALUE(DURUS_STATE_FAILED);
    VALUE(DURUS_END_PLAYED_TO_END);
    VALUE(DURUS_END_UNKNOWN);
    VALUE(DURUS_DISCONTINUITY_FOREIGN);
    VALUE(DURUS_DURATION_CATALOGUE);
    VALUE(DURUS_INTENT_PROGRESS);
    VALUE(DURUS_INTENT_COMPLETED);
    VALUE(DURUS_INTENT_UNCOMPLETED);
    VALUE(DURUS_INTENT_FAVORITE);
    VALUE(DURUS_INTENT_UNFAVORITE);
    VALUE(DURUS_LISTING_SINGLE);
    VALUE(DURUS_LISTING_SERIES);
    VALUE(DURUS_LISTING_COLLECTION);
    VALUE(DURUS_LISTING_LESSON);
    VALUE(DURUS_OUTCOME_OK);
    VALUE(DURUS_OUTCOME_ALREADY);
    VALUE(DURUS_OUTCOME_STALE);
    VALUE(DURUS_OUTCOME_IN_PROGRESS);
    VALUE(DURUS_OUTCOME_UNAUTHORIZED);
    VALUE(DURUS_OUTCOME_THROTTLED);
    VALUE(DURUS_OUTCOME_TRANSIENT);
    VALUE(DURUS_OUTCOME_PERMANENT);
    VALUE(DURUS_OUTCOME_SUSPECTED_POISON);
    VALUE(DURUS_OUTCOME_NOT_BACKEND);
    VALUE(DURUS_TIME_UNKNOWN);
    VALUE(DURUS_MAX_ID);
    VALUE(DURUS_MAX_TEXT);
    VALUE(DURUS_MAX_DESCRIPTION);
    VALUE(DURUS_MAX_TOPICS);
    VALUE(DURUS_MAX_SPAN_MS);
    VALUE(DURUS_MAX_DEDUPE_KEY);
    VALUE(DURUS_MAX_CURSOR);
    printf("%s %s %s\n", DURUS_PLUGIN_ENTRY_SYMBOL, DURUS_EVENT_TRANSLATOR_ID, DURUS_BACKEND_CODEC_ID);
}

int main(void) {
    printPlugin();
    printEvents();
    printTranslator();
    printCatalogue();
    printExchange();
    printCodec();
    printValues();
    return 0;
}
