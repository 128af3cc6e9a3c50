// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/Settings.h"

#include <filesystem>

namespace durus::mediaserver {

/// Reads a properties file ("key = value", "#" begins a comment) into `settings`.
/// Errors: SettingsError naming the file, if it cannot be read or holds an unknown key or a wrong value.
void readSettingsFile(const std::filesystem::path& file, Settings& settings);

} // namespace durus::mediaserver
