// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/ReferenceBackend.h"

#include <filesystem>
#include <optional>
#include <span>

namespace durus::reference {

/// What the command line asks for.
struct Options {
    BackendConfig backend;
    std::optional<std::filesystem::path> library;
    bool help = false;
};

/// The text of --help.
extern const char* const kUsage;

/// Reads the arguments behind the program's name: "--name value" or "--name=value".
/// Errors: durus::Error(InvalidInput) that names the fault.
Options parseOptions(std::span<const char* const> arguments);

} // namespace durus::reference
