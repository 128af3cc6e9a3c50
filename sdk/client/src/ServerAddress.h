// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>

#include <filesystem>
#include <string>

namespace durus::client {

/// The address a media server left in DIR/mediaserver.address, if a media server answers there now; else "".
/// Thread: any. Blocks on loopback for a moment.
std::string findServer(const std::filesystem::path& dataDirectory, sync::HttpExchange& http);

} // namespace durus::client
