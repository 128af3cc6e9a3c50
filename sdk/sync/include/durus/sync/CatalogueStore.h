// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Account.h>
#include <durus/model/Catalogue.h>

#include <span>

namespace durus::sync {

/// Where a pulled catalogue is kept: the port to the database. Passes
/// tests/contract/CatalogueStoreContract.h. Thread: any. Errors: Error(StorageFull), Error(StorageFailure).
class CatalogueStore {
public:
    virtual ~CatalogueStore() = default;

    /// Makes what the backend offers now the catalogue of that backend, in one transaction: new and changed
    /// things are stored, things no longer offered are marked withdrawn (their downloads and progress stay).
    virtual void replaceCatalogue(const model::BackendName& backend, std::span<const model::Scholar> scholars,
                                  std::span<const model::Topic> topics,
                                  std::span<const model::Listing> listings) = 0;
};

} // namespace durus::sync
