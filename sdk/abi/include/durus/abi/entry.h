// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/host.h>
#include <durus/abi/status.h>
#include <durus/abi/string.h>
#include <durus/abi/version.h>

#include <stdint.h>

/// @file
/// How a plugin is found and begun.
///
/// A plugin is a shared object that exports one function, durus_plugin_entry_v1. The host calls it, then
/// init(), then asks for the extensions it knows. The tags at each function say where it may be called:
///   [scan]           while the host looks at a plugin. Fast, no I/O, no threads.
///   [plugin-thread]  one call at a time for each instance, not always by the same thread. The host holds no
///                    lock while it calls.
///   [any-thread]     at any time, several at once.
/// Every struct begins with its own size. Whoever reads a struct reads no more than that, refuses one that is
/// smaller than in v1.0, and accepts a larger one. Memory never crosses: what is pointed at belongs to the
/// side that passed it, and must be copied to be kept.

/// What a plugin says of itself. Static: valid as long as the shared object is loaded.
typedef struct durus_plugin_entry {
    uint32_t struct_size;
    uint16_t abi_major; ///< DURUS_ABI_MAJOR the plugin was built with
    uint16_t abi_minor; ///< DURUS_ABI_MINOR the plugin was built with

    durus_string_t id;      ///< 1 to 64 of a-z 0-9 . _ -, first a letter or digit: for ever the same
    durus_string_t name;    ///< for people
    durus_string_t version; ///< for people

    /// [scan] Readies the plugin. Counted: each init that went well is paired with one deinit.
    /// Errors: DURUS_INVALID_ARGUMENT, DURUS_UNSUPPORTED (this host is too old), any other.
    durus_status_t (*init)(const durus_host_t* host);

    /// [plugin-thread] REQUIRES: all instances have been destroyed. Errors: DURUS_WRONG_STATE.
    durus_status_t (*deinit)(void);

    /// [scan] Looks up a part of the plugin by its exact id; static like the entry. Nothing but the id
    /// itself matches, not one with something after it.
    /// Errors: DURUS_UNSUPPORTED, *extension is then null; DURUS_WRONG_STATE before init().
    durus_status_t (*get_extension)(durus_string_t id, const void** extension);
} durus_plugin_entry_t;

/// The type of the one exported function. [scan]
typedef const durus_plugin_entry_t* (*durus_plugin_entry_function_t)(void);

#define DURUS_PLUGIN_ENTRY_SYMBOL "durus_plugin_entry_v1"
