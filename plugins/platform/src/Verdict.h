// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Json.h"

#include <durus/plugin_kit/Exchange.h>

#include <chrono>
#include <optional>
#include <string>

namespace platform {

/// Why an answer is not the one that was hoped for, told by its status and its body: the backend has no error
/// codes, uses 500 for three different things, and strangers answer in its place.
struct Verdict {
    durus::plugin_kit::Outcome outcome = durus::plugin_kit::Outcome::Transient;
    std::string detail;
    std::optional<std::chrono::milliseconds> retryAfter;
};

/// Judges the answer to a write; none = taken. A success has no body, or one in JSON.
std::optional<Verdict> judgeWrite(const durus::plugin_kit::Response& answer);

/// Judges the answer to a read; none = `content` holds it.
std::optional<Verdict> judgeRead(const durus::plugin_kit::Response& answer, Json& content);

/// Whether the backend says that there is no such thing, in its own way.
bool isNotFound(const durus::plugin_kit::Response& answer);

} // namespace platform
