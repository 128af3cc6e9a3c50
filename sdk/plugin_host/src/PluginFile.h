// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>

#include <filesystem>
#include <string>

namespace durus::plugin_host {

/// The one way to refuse a plugin: "plugin FILE: FAULT", with what a person can do.
Error refusal(const std::filesystem::path& file, const std::string& fault, const std::string& nextStep);

/// Looks at a shared object before the dynamic linker does, which would run its code, and which dies of a
/// file that is cut short. Returns the file's real path.
/// Errors: Error(NotFound); Error(PluginMisbehaved) if others than its owner may replace it, or if it is not
/// a complete shared object for this machine.
std::filesystem::path checkPluginFile(const std::filesystem::path& file);

} // namespace durus::plugin_host
