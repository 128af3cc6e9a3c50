// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The version of this ABI, draft v1. The major is part of the entry function's name, so a plugin of another
/// major is never interpreted. A new minor only appends: extensions, event types, enumerators, and members
/// that begin where the struct ended before, never in the padding at its end.
#define DURUS_ABI_MAJOR 1
#define DURUS_ABI_MINOR 0
