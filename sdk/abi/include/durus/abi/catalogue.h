// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/string.h>

#include <stdint.h>

/// A point in time that is not known.
#define DURUS_TIME_UNKNOWN INT64_MIN

enum {
    DURUS_LISTING_SINGLE = 0,
    DURUS_LISTING_SERIES = 1,
    DURUS_LISTING_COLLECTION = 2,
    DURUS_LISTING_LESSON = 3
};

typedef struct durus_scholar {
    uint32_t struct_size;
    durus_string_t id;
    durus_string_t slug;
    durus_string_t name;
    durus_string_t language; ///< ISO 639-1; empty if unknown
} durus_scholar_t;

typedef struct durus_topic {
    uint32_t struct_size;
    durus_string_t id;
    durus_string_t slug;
    durus_string_t name;
} durus_topic_t;

typedef struct durus_audio_asset {
    uint32_t struct_size;
    int32_t bitrate_kbps; ///< 0 = unknown
    durus_string_t id;
    durus_string_t url; ///< absolute, or relative to the backend's base URL
    durus_string_t format;
    int64_t duration_ms; ///< 0 = unknown
} durus_audio_asset_t;

typedef struct durus_listing {
    uint32_t struct_size;
    int32_t format;      ///< DURUS_LISTING_*
    int32_t order_index; ///< place within the parent
    durus_string_t id;
    durus_string_t slug;
    durus_string_t title;
    durus_string_t description;
    durus_string_t language;      ///< ISO 639-1; empty if unknown
    durus_string_t scholar;       ///< id; empty if unknown
    durus_string_t parent;        ///< id of the series or collection that holds it; empty if none
    int64_t duration_ms;          ///< 0 = unknown
    int64_t published_at_ms;      ///< Unix time, or DURUS_TIME_UNKNOWN
    const durus_string_t* topics; ///< ids
    uint64_t topic_count;
    const durus_audio_asset_t* asset; ///< null for series, collections and what has no audio
} durus_listing_t;
