// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Json.h"

#include <durus/plugin_kit/Results.h>

#include <string>
#include <string_view>

namespace wire {

/// Hands on the states of a list; what is not well-formed, or of a family this version does not know, is
/// passed over.
void reportStates(durus::plugin_kit::Results& results, const platform::Json& list);

/// The code of a problem (RFC 9457); empty if the text is none.
std::string problemCode(std::string_view body);

} // namespace wire
