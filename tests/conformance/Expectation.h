// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Conversation.h"
#include "Template.h"

#include <string>

namespace durus::conformance {

/// What one word of the last column says about a conversation.
struct Judgement {
    bool holds = false;
    std::string came; ///< what was there instead
};

/// Judges one word, its names and escapes not yet replaced. cases/README.md lists the words.
/// `file`: the bytes of {file}.
/// Errors: std::invalid_argument for a word it does not know.
Judgement judge(const std::string& word, const Conversation& said, const Names& names,
                const std::string& file);

/// True for "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
bool isImfFixdate(const std::string& text);

} // namespace durus::conformance
