// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Repository.h"

#include <map>
#include <random>
#include <string>
#include <vector>

using ProgressStates = std::map<std::string, durus::reference::ProgressState>;
using SavedStates = std::map<std::string, durus::reference::SavedState>;

inline ProgressStates progressOf(durus::reference::Repository& repository, const std::string& account) {
    ProgressStates states;
    for (const auto& row : repository.progress(account, {}))
        states[row.listingId] = row.state;
    return states;
}

inline SavedStates savedOf(durus::reference::Repository& repository, const std::string& account) {
    SavedStates states;
    for (const auto& row : repository.saved(account, {}))
        states[row.listingId] = row.state;
    return states;
}

/// What a repository must hold: the pure rules, folded over all that is done to one account of it. The
/// repository knows the listings "a" (1800 s), "b" (of unknown length) and "c" (600 s).
class RepositoryModel {
public:
    RepositoryModel(durus::reference::Repository& repository, std::string account, unsigned seed)
        : repository_(repository), account_(std::move(account)), random_(seed) {}

    /// Does one thing at random; whether the repository ignored the same items of it.
    bool step() {
        switch (upTo(3)) {
        case 0:
            return put();
        case 1:
            return syncSaved();
        default:
            return syncProgress();
        }
    }

    bool agrees() const {
        return progress_ == progressOf(repository_, account_) && saved_ == savedOf(repository_, account_);
    }

private:
    int upTo(int bound) { return std::uniform_int_distribution<int>(0, bound)(random_); }
    std::string anyListing() { return std::string(1, static_cast<char>('a' + upTo(2))); }
    durus::WallTime anyTime() { return {durus::Milliseconds{upTo(40)}}; }

    static std::int64_t durationOf(const std::string& listing) {
        return listing == "a" ? 1800 : listing == "c" ? 600 : 0;
    }

    template<typename States>
    static auto find(const States& states, const std::string& listing) {
        const auto found = states.find(listing);
        return found == states.end() ? std::nullopt : std::optional(found->second);
    }

    bool put() {
        const std::string id = anyListing();
        const durus::WallTime now = anyTime();
        const bool yes = upTo(4) == 0;
        std::optional<std::int64_t> position;
        if (upTo(2) > 0) position = upTo(1800);
        repository_.putProgress(account_, id, position, yes, now);
        progress_[id] = durus::reference::overwrite(find(progress_, id), position, yes, now, durationOf(id));
        repository_.putSaved(account_, id, yes, now);
        saved_[id] = durus::reference::overwriteSaved(find(saved_, id), yes, now);
        return true;
    }

    bool syncProgress() {
        std::vector<durus::reference::ProgressItem> items(upTo(8));
        std::vector<std::string> ignored;
        for (auto& item : items) {
            item = {
                .listingId = anyListing(),
                .state = {.positionSeconds = upTo(1800), .completed = upTo(9) == 0, .updatedAt = anyTime()}};
            const auto merged = durus::reference::merge(find(progress_, item.listingId), item.state,
                                                        durationOf(item.listingId));
            if (merged)
                progress_[item.listingId] = *merged;
            else
                ignored.push_back(item.listingId);
        }
        return repository_.syncProgress(account_, items).ignored == ignored;
    }

    bool syncSaved() {
        std::vector<durus::reference::SavedItem> items(upTo(8));
        std::vector<std::string> ignored;
        for (auto& item : items) {
            item = {.listingId = anyListing(), .saved = upTo(1) == 0, .updatedAt = anyTime()};
            const auto merged =
                durus::reference::mergeSaved(find(saved_, item.listingId), item.saved, item.updatedAt);
            if (merged)
                saved_[item.listingId] = *merged;
            else
                ignored.push_back(item.listingId);
        }
        return repository_.syncSaved(account_, items).ignored == ignored;
    }

    durus::reference::Repository& repository_;
    const std::string account_;
    std::mt19937 random_;
    ProgressStates progress_;
    SavedStates saved_;
};
