// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/download/AssetStore.h>
#include <durus/sqlite/Database.h>

namespace durus::store {

/// Downloads in table download.
class SqliteAssetStore final : public download::AssetStore {
public:
    explicit SqliteAssetStore(sqlite::Database& database) : database_(database) {}

    std::size_t want(const model::Slug& slug) override;
    std::size_t wantAll() override;
    std::vector<download::DownloadJob> unfinished() override;
    std::vector<download::DownloadJob> all() override;
    void setValidator(const model::AssetId& asset, const std::string& validator) override;
    void fail(const model::AssetId& asset, const std::string& fault) override;
    void registerReady(const download::StoredAsset& asset) override;
    std::optional<download::StoredAsset> find(const model::ListingId& listing) override;

private:
    sqlite::Database& database_;
};

} // namespace durus::store
