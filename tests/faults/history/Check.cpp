// SPDX-License-Identifier: Apache-2.0
#include "Check.h"

#include "BackendRows.h"

#include <algorithm>

namespace durus::faults {

namespace {

using Family = model::IntentFamily;

constexpr std::size_t kAll = 100'000;

Rows rowsOf(HistoryWorld& world, int account, Family family) {
    return readRows(
        world.ask(account, family == Family::Progress ? "/audio/progress" : "/me/library/saved/delta"));
}

class Checking {
public:
    explicit Checking(HistoryWorld& world) : world_(world), faults_(world.wiretap().violations()) {
        const auto& gone = world.completions().violations();
        faults_.insert(faults_.end(), gone.begin(), gone.end());
    }

    std::vector<std::string> run() {
        for (int account = 0; account < kAccounts; ++account) {
            progress_.push_back(rowsOf(world_, account, Family::Progress));
            favorites_.push_back(rowsOf(world_, account, Family::Favorite));
        }
        for (const auto& expected : world_.model().expected(Family::Progress, world_.knownBoots()))
            if (!isPoisonous(expected)) checkProgress(expected);
        for (const auto& expected : world_.model().expected(Family::Favorite, world_.knownBoots()))
            checkFavorite(expected);
        for (int account = 0; account < kAccounts; ++account) {
            checkNothingElse(account, Family::Progress, progress_);
            checkNothingElse(account, Family::Favorite, favorites_);
        }
        for (int device = 0; device < kDevices; ++device) {
            checkEntries(device);
            checkReceipts(device);
        }
        return std::move(faults_);
    }

private:
    void fault(const std::string& text) { faults_.push_back(text); }

    bool isPoisonous(const ReferenceModel::Expected& expected) const {
        return world_.poisonous().contains(*expected.last.begin());
    }

    /// Whatever got lost on the way, no end went back.
    void checkReceipts(int device) {
        for (int account = 0; account < kAccounts; ++account) {
            const auto kept = world_.device(device).store->outbox().receipt(accountName(account));
            if (kept && kept->incident)
                fault(accountName(account).str() + ": device " + std::to_string(device) + " is told it is " +
                      std::string(sync::name(kept->incident->standing)));
        }
    }

    void checkProgress(const ReferenceModel::Expected& expected) {
        const auto& rows = progress_[static_cast<std::size_t>(expected.account)];
        const auto row = rows.find(expected.listing);
        const std::string where = accountName(expected.account).str() + ", listing " + expected.listing;
        if (row == rows.end()) return fault(where + ": the backend holds nothing");
        if (!expected.last.contains(row->second.position))
            fault(where + ": the backend holds deed " + std::to_string(row->second.position) +
                  ", the last one was " + std::to_string(*expected.last.rbegin()));
        if (row->second.completed != expected.completed)
            fault(where + (expected.completed ? ": the completion is lost" : ": nobody completed it"));
        for (int device = 0; device < kDevices; ++device)
            compare(device, expected.account, expected.listing, row->second);
    }

    void checkFavorite(const ReferenceModel::Expected& expected) {
        const auto& rows = favorites_[static_cast<std::size_t>(expected.account)];
        const auto row = rows.find(expected.listing);
        const std::string where = accountName(expected.account).str() + ", favourite " + expected.listing;
        if (row == rows.end()) return fault(where + ": the backend holds nothing");
        const bool possible = std::any_of(expected.last.begin(), expected.last.end(), [&](long number) {
            return (world_.model().find(number)->kind == model::IntentKind::Favorite) == row->second.favorite;
        });
        if (!possible) fault(where + ": the backend holds the wrong word");
        for (int device = 0; device < kDevices; ++device)
            if (world_.device(device).store->library().favorite(accountName(expected.account),
                                                                model::ListingId(expected.listing)) !=
                row->second.favorite)
                fault(where + ": device " + std::to_string(device) + " shows something else");
    }

    /// What nobody did must not be there, least of all what another listener did.
    void checkNothingElse(int account, Family family, const std::vector<Rows>& rows) {
        std::set<std::string> wanted;
        for (const auto& expected : world_.model().expected(family, world_.knownBoots()))
            if (expected.account == account) wanted.insert(expected.listing);
        for (const auto& [listing, held] : rows[static_cast<std::size_t>(account)])
            if (!wanted.contains(listing))
                fault(accountName(account).str() + ": nobody did anything to listing " + listing);
    }

    void compare(int device, int account, const std::string& listing, const Held& held) {
        const auto seen =
            world_.device(device).store->library().progress(accountName(account), model::ListingId(listing));
        const std::string where =
            "device " + std::to_string(device) + ", " + accountName(account).str() + ", listing " + listing;
        if (!seen) return fault(where + ": nothing is seen");
        if (seen->position != std::chrono::seconds{held.position} || seen->completed != held.completed)
            fault(where + ": position " + std::to_string(seen->position.count() / 1000) +
                  " is seen, the backend holds " + std::to_string(held.position));
    }

    void checkEntries(int device) {
        std::set<long> quarantined;
        for (const auto& entry : world_.device(device).store->outbox().entries({}, kAll)) {
            const long number = entry.intent.position.count() / 1000;
            if (entry.state == sync::DeliveryState::Quarantined)
                quarantined.insert(number);
            else if (entry.state == sync::DeliveryState::Pending ||
                     entry.state == sync::DeliveryState::InBatch)
                fault("deed " + std::to_string(number) + " was never delivered");
        }
        for (const Deed& deed : world_.model().deeds()) {
            if (deed.device != device) continue;
            if (world_.poisonous().contains(deed.number) && !quarantined.contains(deed.number))
                fault("poisonous deed " + std::to_string(deed.number) + " is not in quarantine");
            if (!world_.poisonous().contains(deed.number) && quarantined.contains(deed.number))
                fault("deed " + std::to_string(deed.number) + " is in quarantine for nothing");
        }
    }

    HistoryWorld& world_;
    std::vector<std::string> faults_;
    std::vector<Rows> progress_;
    std::vector<Rows> favorites_;
};

} // namespace

std::vector<std::string> check(HistoryWorld& world) {
    return Checking(world).run();
}

} // namespace durus::faults
