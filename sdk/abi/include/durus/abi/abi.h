// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/backend_codec.h>
#include <durus/abi/catalogue.h>
#include <durus/abi/entry.h>
#include <durus/abi/event.h>
#include <durus/abi/event_translator.h>
#include <durus/abi/host.h>
#include <durus/abi/http.h>
#include <durus/abi/intent.h>
#include <durus/abi/limits.h>
#include <durus/abi/status.h>
#include <durus/abi/string.h>
#include <durus/abi/version.h>
