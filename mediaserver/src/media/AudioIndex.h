// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Id.h>
#include <durus/store/Library.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::media {

/// Finds stored files by their public id. Keeps the ids in memory and reads them anew when a file is asked
/// for that it does not know and the library has changed since. Thread: any; blocks on the database.
class AudioIndex {
public:
    /// `library` must outlive this object.
    explicit AudioIndex(store::Library& library) : library_(library) {}

    /// Errors: those of the library.
    std::optional<download::StoredAsset> find(std::string_view id);

private:
    struct Entry {
        std::string id;
        model::AssetId asset;
    };

    std::optional<model::AssetId> lookUp(std::string_view id) const;
    void refresh(std::uint64_t revision);

    store::Library& library_;
    std::mutex mutex_;
    std::vector<Entry> entries_; // by id
    std::optional<std::uint64_t> revision_;
};

} // namespace durus::mediaserver::media
