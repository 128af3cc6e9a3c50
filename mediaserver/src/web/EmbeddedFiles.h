// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace durus::mediaserver::web {

/// A file of assets/ that was compiled into the program.
struct EmbeddedFile {
    std::string_view name;
    std::string_view bytes;
};

/// Every one of them. The definition is made by EmbedFiles.cmake.
std::span<const EmbeddedFile> embeddedFiles() noexcept;

} // namespace durus::mediaserver::web
