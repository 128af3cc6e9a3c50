// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Moves the calling thread, and with it a process that has no other yet, into a network of its own, in which
/// nobody else is disturbed. Its only link is down.
void leaveTheNetwork();
