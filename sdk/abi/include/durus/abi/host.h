// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/status.h>
#include <durus/abi/string.h>

#include <stdint.h>

enum { DURUS_LOG_DEBUG = 0, DURUS_LOG_INFO = 1, DURUS_LOG_WARNING = 2, DURUS_LOG_ERROR = 3 };

/// What a host offers to a plugin. Valid from the call that passes it until the matching deinit() or
/// destroy() has returned. A plugin passes the pointer it was given back to every function.
typedef struct durus_host durus_host_t;
struct durus_host {
    uint32_t struct_size;
    void* context; ///< the host's own

    /// [any-thread] Writes a line to the host's log. Never pass a secret or a listener's data.
    durus_status_t (*log)(const durus_host_t* host, int32_t level, durus_string_t message);

    /// [any-thread] Tells the time since boot and the calendar's (Unix time, which may be wrong), in
    /// milliseconds. Translators and codecs are pure: what they answer must not depend on this.
    durus_status_t (*now)(const durus_host_t* host, int64_t* monotonic_ms, int64_t* wall_ms);

    /// [any-thread] Looks up an optional part of the host by its exact id; stays valid as long as the host.
    /// Errors: DURUS_UNSUPPORTED, *extension is then null.
    durus_status_t (*get_extension)(const durus_host_t* host, durus_string_t id, const void** extension);
};
