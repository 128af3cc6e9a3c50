// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Subject.h"

namespace durus::conformance {

/// Asks a server that answers for what the braces of the cases stand for there; file, json and probe must be
/// known. Errors: std::runtime_error if it does not answer with 200.
void learn(Subject& subject);

} // namespace durus::conformance
