// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"

#include <string>

namespace durus::media {

/// The SHA-256 of the whole file in lower-case hexadecimal.
/// Errors: Error(StorageFailure) if the disk fails or the file ends before its size says.
std::string sha256Of(const InputFile& file);

} // namespace durus::media
