// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Database.h>
#include <durus/sync/CatalogueStore.h>

namespace durus::store {

/// The catalogue in tables scholar, topic, listing and asset.
class SqliteCatalogueStore final : public sync::CatalogueStore {
public:
    explicit SqliteCatalogueStore(sqlite::Database& database) : database_(database) {}

    void replaceCatalogue(const model::BackendName& backend, std::span<const model::Scholar> scholars,
                          std::span<const model::Topic> topics,
                          std::span<const model::Listing> listings) override;

private:
    sqlite::Database& database_;
};

} // namespace durus::store
