// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

/// How this process dies at its fail point.
enum class Death {
    Before,  ///< before the call did anything
    After,   ///< after the call did its work, before it returned
    Torn,    ///< a write did half of its work
    Power,   ///< as Before, and everything that was written but not yet flushed is lost
    Sectors, ///< as Power, but of every sector written it is left to chance whether it is lost
};

/// What is wrong with the disk.
enum class Trouble {
    Full,     ///< writes fail with ENOSPC
    ReadOnly, ///< writes fail with EROFS
    Dying,    ///< flushes fail with EIO, and so do writes
};

std::optional<Death> deathFrom(std::string_view name);
std::optional<Trouble> troubleFrom(std::string_view name);

/// From now on, counts what SQLite writes and flushes, and kills this process with SIGKILL at the n-th call.
void armFailPoint(Death death, int n);

/// From the n-th call on, and for `calls` of them, the disk is in trouble; then it is well again.
void troubleDisk(Trouble trouble, int n, int calls);
