// SPDX-License-Identifier: Apache-2.0
#include "reference/TroubledDatabase.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <map>

namespace durus::reference {

namespace {

/// Whether two listings stand in one order here and in the other order there.
bool isOpposite(const std::vector<std::string>& here, const std::vector<std::string>& there) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < there.size(); ++i)
        places.emplace(there[i], i);
    std::size_t last = 0;
    for (const std::string& listing : here) {
        const auto found = places.find(listing);
        if (found == places.end()) continue;
        if (found->second < last) return true;
        last = found->second;
    }
    return false;
}

} // namespace

/// One call's stay at the database.
class TroubledDatabase::Visit {
public:
    explicit Visit(TroubledDatabase& database) : database_(database) {
        std::unique_lock lock(database_.mutex_);
        if (database_.quirks_.has(Quirk::PoolOfTen))
            database_.changed_.wait(lock, [&] { return database_.busy_ < kPool; });
        ++database_.busy_;
        database_.changed_.notify_all();
        database_.changed_.wait(lock, [&] { return !database_.held_; });
        if (!database_.down_) return;
        --database_.busy_;
        throw Error(ErrorCode::Unavailable, "Can't reach database server");
    }
    ~Visit() {
        const std::lock_guard lock(database_.mutex_);
        --database_.busy_;
        database_.changed_.notify_all();
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

private:
    TroubledDatabase& database_;
};

/// The rows a batch holds until it has been applied.
class TroubledDatabase::Locking {
public:
    template<typename Item>
    Locking(TroubledDatabase& database, const std::string& account, const std::vector<Item>& items)
        : database_(database) {
        Batch batch{.account = account, .listings = {}};
        for (const Item& item : items)
            batch.listings.push_back(item.listingId);
        const std::lock_guard lock(database_.mutex_);
        if (database_.quirks_.has(Quirk::DeadlocksOnOppositeOrder))
            for (const Batch& other : database_.batches_)
                if (other.account == account && isOpposite(batch.listings, other.listings)) throw Deadlock();
        batch_ = database_.batches_.insert(database_.batches_.end(), std::move(batch));
    }
    ~Locking() {
        const std::lock_guard lock(database_.mutex_);
        database_.batches_.erase(batch_);
    }
    Locking(const Locking&) = delete;
    Locking& operator=(const Locking&) = delete;

private:
    TroubledDatabase& database_;
    std::list<Batch>::iterator batch_;
};

void TroubledDatabase::setDown(bool down) {
    const std::lock_guard lock(mutex_);
    down_ = down;
}

bool TroubledDatabase::isDown() const {
    const std::lock_guard lock(mutex_);
    return down_;
}

void TroubledDatabase::setHeld(bool held) {
    const std::lock_guard lock(mutex_);
    held_ = held;
    changed_.notify_all();
}

int TroubledDatabase::busy() const {
    const std::lock_guard lock(mutex_);
    return busy_;
}

void TroubledDatabase::registerListings(const std::vector<ListingKey>& listings) {
    repository_.registerListings(listings);
}

Account TroubledDatabase::openAccount(const std::string& name, WallTime now) {
    return repository_.openAccount(name, now);
}

BatchOutcome TroubledDatabase::syncProgress(const std::string& accountId,
                                            const std::vector<ProgressItem>& items) {
    const Locking rows(*this, accountId, items);
    const Visit visit(*this);
    return repository_.syncProgress(accountId, items);
}

void TroubledDatabase::putProgress(const std::string& accountId, const std::string& listingId,
                                   std::optional<std::int64_t> positionSeconds, bool completed,
                                   WallTime now) {
    const Visit visit(*this);
    repository_.putProgress(accountId, listingId, positionSeconds, completed, now);
}

std::vector<ProgressRow> TroubledDatabase::progress(const std::string& accountId,
                                                    std::optional<WallTime> since) {
    const Visit visit(*this);
    return repository_.progress(accountId, since);
}

BatchOutcome TroubledDatabase::syncSaved(const std::string& accountId, const std::vector<SavedItem>& items) {
    const Locking rows(*this, accountId, items);
    const Visit visit(*this);
    return repository_.syncSaved(accountId, items);
}

void TroubledDatabase::putSaved(const std::string& accountId, const std::string& listingId, bool saved,
                                WallTime now) {
    const Visit visit(*this);
    repository_.putSaved(accountId, listingId, saved, now);
}

std::vector<SavedRow> TroubledDatabase::saved(const std::string& accountId, std::optional<WallTime> since) {
    const Visit visit(*this);
    return repository_.saved(accountId, since);
}

EntriesApplied TroubledDatabase::applyEntries(const std::string& accountId, const std::vector<Entry>& entries,
                                              const std::optional<ShownReceipt>& shown) {
    const Visit visit(*this);
    return repository_.applyEntries(accountId, entries, shown);
}

Changes TroubledDatabase::changes(const std::string& accountId, std::int64_t after, std::size_t limit) {
    const Visit visit(*this);
    return repository_.changes(accountId, after, limit);
}

bool TroubledDatabase::isReady() noexcept {
    return !isDown() && repository_.isReady();
}

} // namespace durus::reference
