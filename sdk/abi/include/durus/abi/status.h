// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

/// What every function of this ABI returns: 0 = done, above 0 = done and something to know, below 0 = not
/// done. "There was nothing to do" is DURUS_OK. An unknown negative value counts as DURUS_INTERNAL.
typedef int32_t durus_status_t;

enum {
    DURUS_OK = 0,
    DURUS_INVALID_ARGUMENT = -1, ///< an argument breaks the contract, a struct that is too small included
    DURUS_UNSUPPORTED = -2,      ///< there is no such extension, kind or feature
    DURUS_WRONG_THREAD = -3,     ///< called from a thread the contract forbids
    DURUS_WRONG_STATE = -4,      ///< not now: before init, after the end, twice
    DURUS_RETRY_LATER = -5,      ///< the same call may succeed later, with nobody doing anything
    DURUS_NOT_AUTHORIZED = -6,   ///< a person has to grant something first
    DURUS_UNRECOVERABLE = -7,    ///< this object will not work any more
    DURUS_NO_MEMORY = -8,        ///< an allocation failed
    DURUS_INTERNAL = -9          ///< a fault of the one that answers, an escaped exception included
};
