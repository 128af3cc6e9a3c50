// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/Settings.h"

#include <span>
#include <string_view>

namespace durus::mediaserver {

/// What the program was asked to do.
struct CommandLine {
    bool help = false;
    bool version = false;
    /// The configuration file and the flags, which override it.
    Settings settings;
};

/// Reads the arguments after the program's name, and the configuration file they name.
/// Errors: SettingsError.
CommandLine readCommandLine(std::span<const char* const> arguments);

/// What --help prints.
std::string_view usage() noexcept;

/// The program's version: "0.1.0".
std::string_view version() noexcept;

} // namespace durus::mediaserver
