// SPDX-License-Identifier: Apache-2.0
#include "PlatformCodec.h"

#include <durus/plugin_kit/Plugin.h>

DURUS_EXPORT_PLUGIN("platform", "The platform's own API", "0.1.0", platform::PlatformCodec)
