// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Catalogue.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace durus::download {

enum class DownloadState { Wanted, Fetching, Ready, Failed };

/// A verified file of this box.
struct StoredAsset {
    model::AssetId asset;
    model::ListingId listing;
    std::filesystem::path file; ///< relative to the data directory
    std::string format;
    std::string mediaType;
    std::string sha256;
    std::uint64_t sizeBytes = 0;
    Milliseconds duration{0};
};

struct DownloadJob {
    model::ListingId listing;
    model::Slug slug;
    std::string title;
    model::AudioAsset asset;
    std::string caFile;
    std::string baseUrl;   ///< a relative asset URL is resolved against it
    std::string validator; ///< ETag of what the .part file holds
    DownloadState state = DownloadState::Wanted;
    std::string lastFault; ///< for a person; empty while all is well
};

/// What is wanted and what is here: the port to the database. Passes tests/contract/AssetStoreContract.h.
/// Thread: any; calls are serialised. Errors: Error(StorageFull), Error(StorageFailure).
class AssetStore {
public:
    virtual ~AssetStore() = default;

    /// Puts a listing's asset on the list of wanted ones; nothing happens if it is here or on the list
    /// already. A series means all its lessons. Returns how many assets were added. Errors: Error(NotFound)
    /// if there is no such listing; Error(Unsupported) if it has no audio.
    virtual std::size_t want(const model::Slug& slug) = 0;
    virtual std::size_t wantAll() = 0;

    virtual std::vector<DownloadJob> unfinished() = 0;
    virtual std::vector<DownloadJob> all() = 0;
    virtual void setValidator(const model::AssetId& asset, const std::string& validator) = 0;
    virtual void fail(const model::AssetId& asset, const std::string& fault) = 0;
    /// Registers a verified file; from now on the listing is playable here.
    virtual void registerReady(const StoredAsset& asset) = 0;

    virtual std::optional<StoredAsset> find(const model::ListingId& listing) = 0;
};

} // namespace durus::download
