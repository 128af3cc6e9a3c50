// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace durus::ctl {

class Arguments;

/// Whether a person means it: they said so with --yes, or say so now, on the terminal.
/// Errors: UsageError if there is neither --yes nor a terminal.
bool isMeant(const Arguments& arguments, const std::string& question);

} // namespace durus::ctl
