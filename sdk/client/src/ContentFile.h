// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace durus::client {

/// Where a recording of this digest lives, relative to the data directory: audio/ab/ab12....mp3.
std::filesystem::path contentPath(const std::string& sha256, const std::string& extension);

/// Copies `source` to `target` so that a crash leaves either nothing or all of it: a temporary file beside
/// the target, fsync, rename, fsync of the folder. A target that exists is kept. Errors: Error(StorageFull |
/// StorageFailure).
void copyDurably(const std::filesystem::path& source, const std::filesystem::path& target);

} // namespace durus::client
