// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/string.h>

#include <stdint.h>

/// All that a listener can ask a backend to record. Nothing administrative can be said.
enum {
    DURUS_INTENT_PROGRESS = 0,
    DURUS_INTENT_COMPLETED = 1,
    DURUS_INTENT_UNCOMPLETED = 2,
    DURUS_INTENT_FAVORITE = 3,
    DURUS_INTENT_UNFAVORITE = 4
};

/// What a translator asks to have recorded because of one event. Account, listing and stamps are that
/// event's: a draft cannot speak for anybody else.
typedef struct durus_intent_draft {
    uint32_t struct_size;
    int32_t kind;            ///< DURUS_INTENT_*
    uint64_t event_sequence; ///< of an event of the batch being translated
    int64_t position_ms;     ///< progress and completed; 0 otherwise
    int64_t duration_ms;     ///< progress and completed; 0 = unknown
    /// 1 to DURUS_MAX_DEDUPE_KEY bytes, unique for each intent of this plugin: a replayed event drafts the
    /// same key, and what was recorded under a key before is not recorded again.
    durus_string_t dedupe_key;
} durus_intent_draft_t;

/// A recorded intent, as a codec sees it: nothing else about the box can reach the wire.
typedef struct durus_intent {
    uint32_t struct_size;
    int32_t kind;      ///< DURUS_INTENT_*
    uint64_t sequence; ///< this box's total order
    durus_string_t id; ///< a UUID, the same at every try
    durus_string_t listing;
    durus_string_t slug;    ///< the listing's readable name; empty if unknown
    int64_t position_ms;    ///< progress and completed
    int64_t duration_ms;    ///< progress and completed; 0 = unknown
    int64_t occurred_at_ms; ///< Unix time by the backend's clock, as far as known
} durus_intent_t;
