// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/download/AssetStore.h>

#include <optional>
#include <string>
#include <string_view>

namespace durus::mediaserver::media {

/// How a stored file is called on the network: "5c3a….mp3". The id is the beginning of the SHA-256 of its
/// content, so it tells nothing about the disk, can never mean other bytes, and may be cached for ever.
struct AudioName {
    std::string id;
    std::string extension;
};

/// Reads "{id}.{extension}". Nothing if the id is not 1 to 64 of a-z 0-9 - or the extension not 1 to 8 of a-z
/// 0-9.
std::optional<AudioName> parseAudioName(std::string_view text);

/// The public id of a content digest.
std::string_view audioId(std::string_view sha256) noexcept;

/// The path a stored file is served at: "/audio/5c3a….mp3".
std::string audioPath(const download::StoredAsset& asset);

} // namespace durus::mediaserver::media
