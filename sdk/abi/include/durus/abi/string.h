// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

/// UTF-8 text that somebody else owns, not terminated by a zero. An empty one may have a null `data`.
/// Lifetime: the call it is passed in, unless the comment at its place says more.
/// This struct is passed by value and in arrays: it never grows.
typedef struct durus_string {
    const char* data;
    uint64_t size; ///< in bytes
} durus_string_t;
