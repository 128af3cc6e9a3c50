// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event.h>
#include <durus/abi/host.h>
#include <durus/abi/intent.h>

/// @file
/// Extension "durus.event-translator/1" (draft): turns events into intents.
///
/// The host journals events, hands them over in batches and records what came out together with how far the
/// translator has come, in one transaction. After a crash it hands the same events over again, perhaps cut
/// into other batches. So a translator is pure: what it drafts for an event depends on that event alone.

#define DURUS_EVENT_TRANSLATOR_ID "durus.event-translator/1"

/// Where a translator puts its drafts. The host's; valid for the call.
typedef struct durus_intent_sink durus_intent_sink_t;
struct durus_intent_sink {
    uint32_t struct_size;
    void* context; ///< the host's own

    /// [plugin-thread] Takes a copy of a draft. Errors: DURUS_INVALID_ARGUMENT if it breaks the rules of
    /// intent.h: the host then records nothing of this batch and stops the translator.
    durus_status_t (*emit)(const durus_intent_sink_t* sink, const durus_intent_draft_t* draft);
};

/// The plugin's own.
typedef struct durus_translator durus_translator_t;

typedef struct durus_event_translator {
    uint32_t struct_size;

    /// [plugin-thread] Makes an instance. `config`: the plugin's section of the configuration, "" = defaults.
    durus_status_t (*create)(const durus_host_t* host, durus_string_t config,
                             durus_translator_t** translator);

    /// [plugin-thread] Ends an instance; null is DURUS_OK.
    durus_status_t (*destroy)(durus_translator_t* translator);

    /// [plugin-thread] Translates events, in order of sequence. Events of unknown types are passed over.
    /// Errors: DURUS_RETRY_LATER (the batch comes again later); after any other the host records nothing of
    /// the batch and stops the translator.
    durus_status_t (*translate)(durus_translator_t* translator, const durus_event_header_t* const* events,
                                uint64_t count, const durus_intent_sink_t* sink);
} durus_event_translator_t;
