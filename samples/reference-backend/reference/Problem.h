// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Http.h"

namespace durus::reference {

/// Whether a path belongs to docs/wire-protocol.md, where errors are problems (RFC 9457).
bool speaksProblems(std::string_view path) noexcept;

/// application/problem+json: status, code, and what happened. An empty code is chosen by the status.
Response problemReply(int status, std::string code, const std::string& detail);

/// Answers with a problem. Errors: HttpError, always.
[[noreturn]] void refuse(int status, std::string code, const std::string& detail);

} // namespace durus::reference
