// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/catalogue.h>
#include <durus/abi/host.h>
#include <durus/abi/http.h>
#include <durus/abi/intent.h>

/// @file
/// Extension "durus.backend-codec/1" (draft): speaks one backend's API.
///
/// A codec never touches the network. It opens an exchange, and the host steps it: each step takes the answer
/// to the request before and gives the next request, until there is none. A codec is pure: the same intents
/// give the same first request, byte for byte, also after a restart, because the host sends a request again
/// until it knows what became of it.

#define DURUS_BACKEND_CODEC_ID "durus.backend-codec/1"

/// What became of an intent, or of a whole exchange.
enum {
    DURUS_OUTCOME_OK = 0,               ///< the backend has it
    DURUS_OUTCOME_ALREADY = 1,          ///< the backend had it
    DURUS_OUTCOME_STALE = 2,            ///< the backend holds something newer, which stands
    DURUS_OUTCOME_IN_PROGRESS = 3,      ///< an earlier try is still being worked on
    DURUS_OUTCOME_UNAUTHORIZED = 4,     ///< the credentials were refused (which an outage can look like)
    DURUS_OUTCOME_THROTTLED = 5,        ///< too many requests
    DURUS_OUTCOME_TRANSIENT = 6,        ///< may pass
    DURUS_OUTCOME_PERMANENT = 7,        ///< this entry will never be taken
    DURUS_OUTCOME_SUSPECTED_POISON = 8, ///< one entry of the batch spoils it; which one is not known
    DURUS_OUTCOME_NOT_BACKEND = 9       ///< somebody else answered: a captive portal, a proxy
};

typedef struct durus_outcome {
    uint32_t struct_size;
    int32_t outcome;        ///< DURUS_OUTCOME_*
    uint64_t sequence;      ///< of the intent; 0 = the whole exchange
    durus_string_t detail;  ///< for a person: the backend's own words where it has any
    int64_t retry_after_ms; ///< how long the backend asks to wait; below 0 = it says nothing
} durus_outcome_t;

/// The backend's word on a listing's progress.
typedef struct durus_remote_progress {
    uint32_t struct_size;
    int32_t completed; ///< 0 or 1
    durus_string_t listing;
    int64_t position_ms;
    int64_t duration_ms; ///< 0 = unknown
    int64_t updated_at_ms;
} durus_remote_progress_t;

/// The backend's word on a favourite; `favorite` 0 is its tombstone.
typedef struct durus_remote_favorite {
    uint32_t struct_size;
    int32_t favorite; ///< 0 or 1
    durus_string_t listing;
    int64_t updated_at_ms;
} durus_remote_favorite_t;

/// Where a step puts what it has found out. The host's; valid for the call. Each function copies what it
/// takes. Errors: DURUS_INVALID_ARGUMENT for a value that breaks the contract; the host then gives the
/// exchange up and blames the codec.
typedef struct durus_exchange_sink durus_exchange_sink_t;
struct durus_exchange_sink {
    uint32_t struct_size;
    void* context; ///< the host's own

    /// [plugin-thread] The next request. At most once in a step; a step without it is the last.
    durus_status_t (*request)(const durus_exchange_sink_t* sink, const durus_http_request_t* request);
    /// [plugin-thread] Push only: exactly one for each intent, unless the exchange fails.
    durus_status_t (*outcome)(const durus_exchange_sink_t* sink, const durus_outcome_t* outcome);
    /// [plugin-thread] Why the exchange as a whole came to nothing. Ends it.
    durus_status_t (*failure)(const durus_exchange_sink_t* sink, const durus_outcome_t* failure);
    /// [plugin-thread] What the backend holds.
    durus_status_t (*progress)(const durus_exchange_sink_t* sink, const durus_remote_progress_t* progress);
    durus_status_t (*favorite)(const durus_exchange_sink_t* sink, const durus_remote_favorite_t* favorite);
    /// [plugin-thread] What the backend offers. Whatever is referred to comes first.
    durus_status_t (*scholar)(const durus_exchange_sink_t* sink, const durus_scholar_t* scholar);
    durus_status_t (*topic)(const durus_exchange_sink_t* sink, const durus_topic_t* topic);
    durus_status_t (*listing)(const durus_exchange_sink_t* sink, const durus_listing_t* listing);
    /// [plugin-thread] Pull only: where the next pull begins. Opaque to the host.
    durus_status_t (*cursor)(const durus_exchange_sink_t* sink, durus_string_t cursor);
};

/// Limits of one push.
typedef struct durus_codec_limits {
    uint32_t struct_size;
    uint64_t max_intents;
    uint64_t max_body_bytes;
} durus_codec_limits_t;

/// The plugin's own.
typedef struct durus_codec durus_codec_t;
typedef struct durus_exchange durus_exchange_t;

/// Instances and their exchanges are used by one thread at a time.
typedef struct durus_backend_codec {
    uint32_t struct_size;

    /// [plugin-thread] Makes an instance. `config`: the plugin's section of the configuration, "" = defaults.
    durus_status_t (*create)(const durus_host_t* host, durus_string_t config, durus_codec_t** codec);
    /// [plugin-thread] Ends an instance; null is DURUS_OK. REQUIRES: its exchanges are closed.
    durus_status_t (*destroy)(durus_codec_t* codec);

    /// [plugin-thread] Fills in `limits`; the host has set its struct_size.
    durus_status_t (*limits)(durus_codec_t* codec, durus_codec_limits_t* limits);
    /// [plugin-thread] DURUS_OK if the backend can take this kind of intent, DURUS_UNSUPPORTED if not.
    durus_status_t (*supports)(durus_codec_t* codec, int32_t kind);

    /// [plugin-thread] Delivers intents of one family (progress, or favourite); those of a listing are in
    /// order of sequence. The first request is the write; later ones may read back.
    durus_status_t (*open_push)(durus_codec_t* codec, const durus_intent_t* const* intents, uint64_t count,
                                durus_exchange_t** exchange);
    /// [plugin-thread] Reads progress and favourites changed since `cursor` ("" = all), with whatever overlap
    /// the backend needs. `now_ms`: the backend's time as far as known; the next cursor never lies beyond it.
    durus_status_t (*open_pull)(durus_codec_t* codec, durus_string_t cursor, int64_t now_ms,
                                durus_exchange_t** exchange);
    /// [plugin-thread] Walks the whole public catalogue.
    durus_status_t (*open_catalogue)(durus_codec_t* codec, durus_exchange_t** exchange);

    /// [plugin-thread] Goes on. `answer` is null in the first step and never after. Errors: DURUS_WRONG_STATE
    /// after the last step; any other ends the exchange.
    durus_status_t (*step)(durus_exchange_t* exchange, const durus_http_response_t* answer,
                           const durus_exchange_sink_t* sink);
    /// [plugin-thread] Ends an exchange, finished or not; null is DURUS_OK.
    durus_status_t (*close)(durus_exchange_t* exchange);

    /// [plugin-thread] Optional, null = the codec cannot tell. Asks whether the backend, being well, refuses
    /// the credentials it just answered 401 to. The exchange fails with DURUS_OUTCOME_UNAUTHORIZED only if
    /// the backend itself says so, with another outcome if nobody knows, and not at all if they are good.
    durus_status_t (*open_rejection_check)(durus_codec_t* codec, durus_exchange_t** exchange);
} durus_backend_codec_t;
