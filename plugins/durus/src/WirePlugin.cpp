// SPDX-License-Identifier: Apache-2.0
#include "WireCodec.h"

#include <durus/plugin_kit/Plugin.h>

DURUS_EXPORT_PLUGIN("durus", "The protocol of docs/wire-protocol.md", "0.1.0", wire::WireCodec)
