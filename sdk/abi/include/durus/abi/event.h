// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/string.h>

#include <stdint.h>

/// @file
/// What happens on a box, as translators see it. All positions and durations are milliseconds of media time;
/// a duration of 0 is unknown; a coverage is the share really played, 0 to 1.

enum {
    DURUS_EVENT_STATE_CHANGED = 1,
    DURUS_EVENT_PROGRESS_REPORTED = 2,
    DURUS_EVENT_POSITION_DISCONTINUITY = 3,
    DURUS_EVENT_DURATION_CHANGED = 4,
    DURUS_EVENT_RATE_CHANGED = 5,
    DURUS_EVENT_COMPLETION_REACHED = 6,
    DURUS_EVENT_PLAYBACK_ENDED = 7,
    DURUS_EVENT_PLAYBACK_FAILED = 8,
    DURUS_EVENT_COMPLETION_MARKED = 9,
    DURUS_EVENT_FAVORITE_MARKED = 10
};

enum {
    DURUS_STATE_IDLE = 0,
    DURUS_STATE_OPENING = 1,
    DURUS_STATE_BUFFERING = 2,
    DURUS_STATE_PLAYING = 3,
    DURUS_STATE_PAUSED = 4,
    DURUS_STATE_STALLED = 5,
    DURUS_STATE_ENDED = 6,
    DURUS_STATE_STOPPED = 7,
    DURUS_STATE_FAILED = 8
};

enum {
    DURUS_END_PLAYED_TO_END = 0,
    DURUS_END_TRUNCATED = 1,
    DURUS_END_STOPPED_BY_USER = 2,
    DURUS_END_REPLACED = 3,
    DURUS_END_FAILED = 4,
    DURUS_END_RELEASED = 5,
    DURUS_END_UNKNOWN = 6
};

enum { DURUS_DISCONTINUITY_SEEK = 0, DURUS_DISCONTINUITY_FOREIGN = 1 };

enum {
    DURUS_DURATION_UNKNOWN = 0,
    DURUS_DURATION_ESTIMATED = 1,
    DURUS_DURATION_CONTAINER = 2,
    DURUS_DURATION_CATALOGUE = 3
};

/// How every event begins. An event of an unknown type is passed over; one that is longer than expected is
/// read as far as it is known.
typedef struct durus_event_header {
    uint32_t size;     ///< of the whole event, this header included
    uint32_t type;     ///< DURUS_EVENT_*
    uint64_t sequence; ///< the box's order of events; the same again when an event is replayed
    int64_t monotonic_ms;
    int64_t wall_ms;
    durus_string_t session; ///< one playing of one item; a person's mark has one of its own
    durus_string_t account;
    durus_string_t listing;
} durus_event_header_t;

typedef struct durus_event_state_changed {
    durus_event_header_t header;
    int32_t state; ///< DURUS_STATE_*
    int64_t position_ms;
} durus_event_state_changed_t;

/// The throttled tick, and one more at each transition.
typedef struct durus_event_progress_reported {
    durus_event_header_t header;
    int64_t position_ms;
    int64_t duration_ms;
    double coverage;
} durus_event_progress_reported_t;

typedef struct durus_event_position_discontinuity {
    durus_event_header_t header;
    int64_t from_ms;
    int64_t to_ms;
    int32_t reason; ///< DURUS_DISCONTINUITY_*
} durus_event_position_discontinuity_t;

typedef struct durus_event_duration_changed {
    durus_event_header_t header;
    int64_t duration_ms;
    int32_t confidence; ///< DURUS_DURATION_*
} durus_event_duration_changed_t;

typedef struct durus_event_rate_changed {
    durus_event_header_t header;
    double rate;
} durus_event_rate_changed_t;

/// At most once per session: enough was really played, and the tail was reached.
typedef struct durus_event_completion_reached {
    durus_event_header_t header;
    int64_t position_ms;
    int64_t duration_ms;
    double coverage;
} durus_event_completion_reached_t;

typedef struct durus_event_playback_ended {
    durus_event_header_t header;
    int32_t reason; ///< DURUS_END_*
    int64_t position_ms;
    int64_t duration_ms;
    double coverage;
} durus_event_playback_ended_t;

typedef struct durus_event_playback_failed {
    durus_event_header_t header;
    durus_string_t fault;
    int32_t retryable; ///< 0 or 1
} durus_event_playback_failed_t;

/// A person marked the listing as completed, or took that back.
typedef struct durus_event_completion_marked {
    durus_event_header_t header;
    int32_t completed; ///< 0 or 1
} durus_event_completion_marked_t;

/// A person marked the listing as a favourite, or took that back.
typedef struct durus_event_favorite_marked {
    durus_event_header_t header;
    int32_t favorite; ///< 0 or 1
} durus_event_favorite_marked_t;
