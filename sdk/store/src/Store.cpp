// SPDX-License-Identifier: Apache-2.0
#include "Migrations.h"
#include "Room.h"
#include "SqliteAssetStore.h"
#include "SqliteCatalogueStore.h"
#include "SqliteEventJournal.h"
#include "SqliteOutboxStore.h"

#include <durus/core/Error.h>
#include <durus/sqlite/Database.h>
#include <durus/store/Store.h>

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace durus::store {

namespace {

void makeDirectory(const std::filesystem::path& directory) {
    std::error_code fault;
    if (std::filesystem::is_directory(directory, fault)) return;
    if (directory.has_parent_path()) std::filesystem::create_directories(directory.parent_path(), fault);
    if (::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return;
    throw Error(errno == ENOSPC ? ErrorCode::StorageFull : ErrorCode::StorageFailure,
                "cannot make the data directory " + directory.string() + ": " + std::strerror(errno),
                "name a directory this user may write to");
}

} // namespace

struct Store::Parts {
    Parts(std::filesystem::path directory, const Clock& clock, Random& random, Log* log,
          const StoreLimits& limits)
        : dataDirectory(std::move(directory)), room(dataDirectory, limits),
          database(dataDirectory / "durus.db"), outbox(database),
          journal(database, room, clock, random, log ? *log : silence), assets(database), catalogue(database),
          accounts(database, dataDirectory / "key"), devices(database, clock, random),
          library(database, clock, random) {}

    NullLog silence;
    std::filesystem::path dataDirectory;
    Room room;
    sqlite::Database database;
    SqliteOutboxStore outbox;
    SqliteEventJournal journal;
    SqliteAssetStore assets;
    SqliteCatalogueStore catalogue;
    Accounts accounts;
    Devices devices;
    Library library;
};

std::unique_ptr<Store> Store::open(const std::filesystem::path& dataDirectory, const Clock& clock,
                                   Random& random, Log* log, const StoreLimits& limits) {
    makeDirectory(dataDirectory);
    const auto open = [&] {
        auto parts = std::make_unique<Parts>(dataDirectory, clock, random, log, limits);
        sqlite::migrate(*parts->database.writer(), migrations(), kApplicationId);
        parts->room.hold();
        return std::unique_ptr<Store>(new Store(std::move(parts)));
    };
    try {
        return open();
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::StorageFull || !Room(dataDirectory, limits).makeFor(true)) throw;
        return open();
    }
}

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Store::~Store() = default;

const std::filesystem::path& Store::dataDirectory() const noexcept {
    return parts_->dataDirectory;
}

bool Store::isShortOfRoom() {
    return parts_->room.isShort(*parts_->database.reader());
}

sync::OutboxStore& Store::outbox() noexcept {
    return parts_->outbox;
}

plugin_host::EventJournal& Store::journal() noexcept {
    return parts_->journal;
}

download::AssetStore& Store::assets() noexcept {
    return parts_->assets;
}

sync::CatalogueStore& Store::catalogue() noexcept {
    return parts_->catalogue;
}

Accounts& Store::accounts() noexcept {
    return parts_->accounts;
}

Devices& Store::devices() noexcept {
    return parts_->devices;
}

Library& Store::library() noexcept {
    return parts_->library;
}

} // namespace durus::store
