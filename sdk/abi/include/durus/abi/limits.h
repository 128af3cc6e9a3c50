// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

/// What a host takes from a plugin. Anything beyond is refused, and the plugin is blamed.

/// Ids and slugs, in bytes: 1 to this many, without spaces, control characters, "/" and "\", not "." or "..".
#define DURUS_MAX_ID 200
/// Names, titles, URLs and details, in bytes.
#define DURUS_MAX_TEXT 2000
/// Descriptions, in bytes.
#define DURUS_MAX_DESCRIPTION 100000
/// Topics of one listing.
#define DURUS_MAX_TOPICS 1000
/// Positions and durations, in milliseconds: no lecture is a hundred days long.
#define DURUS_MAX_SPAN_MS INT64_C(8640000000)
/// A dedupe key, in bytes.
#define DURUS_MAX_DEDUPE_KEY 200
/// A pull's cursor, in bytes.
#define DURUS_MAX_CURSOR 1000
