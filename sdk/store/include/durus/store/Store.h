// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/download/AssetStore.h>
#include <durus/plugin_host/EventJournal.h>
#include <durus/store/Accounts.h>
#include <durus/store/Devices.h>
#include <durus/store/Library.h>
#include <durus/sync/CatalogueStore.h>
#include <durus/sync/OutboxStore.h>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace durus::store {

/// How much a store may take of its disk.
struct StoreLimits {
    /// Of the database. Beyond it only what listeners decided is recorded, until the reserve is used up as
    /// well: a stream of reports or marks must not fill a memory card.
    std::uintmax_t databaseBytes = 2ULL * 1024 * 1024 * 1024;
    /// Space held for completions and favourites on a full disk: two write-ahead logs of SQLite's usual size,
    /// which take some thousands of them.
    std::uintmax_t reserveBytes = 8ULL * 1024 * 1024;
};

/// Everything this box remembers, in one SQLite database below a data directory. Several processes may have
/// the same directory open; what one has committed the others see at once.
/// Thread: any. Ownership: the parts live as long as the store; destroy it after everything that uses them.
class Store {
public:
    /// Opens DIR/durus.db, making the directory (mode 0700) and the database (mode 0600) if there are none
    /// and bringing an older schema up to date. `clock`, `random` and `log` must outlive the store;
    /// without a log nothing is said of what was recorded. On a full disk the reserve is given up for it.
    /// Errors: Error(NewerSchema) naming both versions; Error(Corrupt); Error(StorageFull);
    /// Error(StorageFailure).
    static std::unique_ptr<Store> open(const std::filesystem::path& dataDirectory, const Clock& clock,
                                       Random& random, Log* log = nullptr, const StoreLimits& limits = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    const std::filesystem::path& dataDirectory() const noexcept;

    /// Whether there is so little room that only what listeners decide is recorded. Errors:
    /// Error(StorageFailure).
    bool isShortOfRoom();

    sync::OutboxStore& outbox() noexcept;
    plugin_host::EventJournal& journal() noexcept;
    download::AssetStore& assets() noexcept;
    sync::CatalogueStore& catalogue() noexcept;
    Accounts& accounts() noexcept;
    Devices& devices() noexcept;
    Library& library() noexcept;

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

} // namespace durus::store
