// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event.h>
#include <durus/abi/status.h>

#include <stdint.h>

/// The C API of Durus, exported by libdurus.so: a box, its actions, and a player.
///
/// Every function returns a status; durus_last_error() says more. Texts are UTF-8 and zero-terminated; those
/// passed in are copied. `account` may be NULL: the only account of the box that has a backend, or the box's
/// own. Thread: any, unless said otherwise. No callback exists: ask the player for its snapshot.

#if defined(__GNUC__)
#define DURUS_API __attribute__((visibility("default")))
#else
#define DURUS_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct durus_box durus_box_t;
typedef struct durus_player durus_player_t;

/// What went wrong in the calling thread's last call that failed; never NULL, valid until its next call.
DURUS_API const char* durus_last_error(void);

/// Opens the box in a data directory, making it if there is none, and loads its plugins from
/// `plugin_directory` (NULL = where Durus finds them). Close it after its players.
DURUS_API durus_status_t durus_box_open(const char* data_directory, const char* plugin_directory,
                                        durus_box_t** box);
DURUS_API void durus_box_close(durus_box_t* box);

/// Takes an audio file into the box; writes the slug it is known by from now on, zero-terminated, to `slug`.
/// DURUS_INVALID_ARGUMENT if it does not fit into `capacity` bytes; 128 always suffice.
DURUS_API durus_status_t durus_box_import(durus_box_t* box, const char* file, char* slug, uint64_t capacity);

/// Records what a listener did; durable on return.
DURUS_API durus_status_t durus_box_set_favorite(durus_box_t* box, const char* account, const char* slug,
                                                int favorite);
DURUS_API durus_status_t durus_box_set_completed(durus_box_t* box, const char* account, const char* slug,
                                                 int completed);

/// How far a listener is; all zero if they never began.
typedef struct durus_progress {
    uint32_t struct_size; ///< set by the caller: sizeof(durus_progress_t)
    int32_t completed;
    int64_t position_ms;
    int64_t duration_ms; ///< 0 = unknown
} durus_progress_t;
DURUS_API durus_status_t durus_box_progress(durus_box_t* box, const char* account, const char* slug,
                                            durus_progress_t* progress);

/// Settles every account with its backend, once. Blocks on the network. DURUS_RETRY_LATER: something is still
/// pending, and nothing is lost.
DURUS_API durus_status_t durus_box_sync(durus_box_t* box);

/// Makes a player whose listening counts. `silent` != 0: plays without a sound device, in real time.
DURUS_API durus_status_t durus_player_create(durus_box_t* box, int silent, durus_player_t** player);
/// Records what is left to record, then ends. May take a second.
DURUS_API void durus_player_destroy(durus_player_t* player);

/// Commands return at once; the snapshot shows what became of them. `from_ms` below 0: where the listener
/// was.
DURUS_API durus_status_t durus_player_open(durus_player_t* player, const char* account, const char* slug,
                                           int64_t from_ms);
DURUS_API durus_status_t durus_player_play(durus_player_t* player);
DURUS_API durus_status_t durus_player_pause(durus_player_t* player);
DURUS_API durus_status_t durus_player_seek(durus_player_t* player, int64_t position_ms);
DURUS_API durus_status_t durus_player_stop(durus_player_t* player);

typedef struct durus_snapshot {
    uint32_t struct_size; ///< set by the caller: sizeof(durus_snapshot_t)
    int32_t state;        ///< DURUS_STATE_* of <durus/abi/event.h>
    int64_t position_ms;
    int64_t duration_ms; ///< 0 = unknown
} durus_snapshot_t;
DURUS_API durus_status_t durus_player_snapshot(durus_player_t* player, durus_snapshot_t* snapshot);

#ifdef __cplusplus
}
#endif
