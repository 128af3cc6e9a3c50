// SPDX-License-Identifier: Apache-2.0
#include "SqliteCatalogueStore.h"

#include "CatalogueReplacement.h"

namespace durus::store {

void SqliteCatalogueStore::replaceCatalogue(const model::BackendName& backend,
                                            std::span<const model::Scholar> scholars,
                                            std::span<const model::Topic> topics,
                                            std::span<const model::Listing> listings) {
    auto db = database_.writer();
    sqlite::Transaction transaction(*db, sqlite::TransactionKind::Immediate);
    CatalogueReplacement pull(*db, backend);
    pull.take(scholars);
    pull.take(topics);
    pull.take(listings);
    pull.finish();
    transaction.commit();
}

} // namespace durus::store
