// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>
#include <durus/download/AssetStore.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace durus::test {

/// Wanted and stored assets that are forgotten with their end. Passes AssetStoreContract.
class MemoryAssetStore final : public download::AssetStore {
public:
    /// Of the one backend there is.
    std::string baseUrl = "https://backend.example";
    std::string caFile = "/ca.pem";

    /// What the backend's catalogue holds from now on.
    void offer(const std::vector<model::Listing>& listings) {
        const std::lock_guard lock(mutex_);
        listings_ = listings;
        for (Wanted& wanted : wanted_) {
            const model::Listing* listing = offered(wanted.listing);
            if (listing && listing->asset && listing->asset->id != wanted.asset)
                wanted = {.listing = wanted.listing, .asset = listing->asset->id};
        }
    }

    std::size_t want(const model::Slug& slug) override {
        const std::lock_guard lock(mutex_);
        const auto found = std::find_if(listings_.begin(), listings_.end(),
                                        [&](const model::Listing& listing) { return listing.slug == slug; });
        if (found == listings_.end()) throw Error(ErrorCode::NotFound, "there is no listing " + slug.str());
        std::vector<const model::Listing*> meant;
        for (const model::Listing& listing : listings_)
            if (listing.asset && (listing.id == found->id || listing.parent == found->id))
                meant.push_back(&listing);
        if (meant.empty()) throw Error(ErrorCode::Unsupported, slug.str() + " has no audio");
        std::sort(meant.begin(), meant.end(), [](const model::Listing* a, const model::Listing* b) {
            return a->orderIndex < b->orderIndex;
        });
        return add(meant);
    }

    std::size_t wantAll() override {
        const std::lock_guard lock(mutex_);
        std::vector<const model::Listing*> meant;
        for (const model::Listing& listing : listings_)
            if (listing.asset) meant.push_back(&listing);
        return add(meant);
    }

    std::vector<download::DownloadJob> unfinished() override {
        auto jobs = all();
        std::erase_if(jobs, [](const auto& job) { return job.state == download::DownloadState::Ready; });
        return jobs;
    }

    std::vector<download::DownloadJob> all() override {
        const std::lock_guard lock(mutex_);
        std::vector<download::DownloadJob> jobs;
        for (const Wanted& wanted : wanted_)
            jobs.push_back(jobFor(wanted));
        return jobs;
    }

    void setValidator(const model::AssetId& asset, const std::string& validator) override {
        const std::lock_guard lock(mutex_);
        for (Wanted& wanted : wanted_)
            if (wanted.asset == asset && wanted.state != download::DownloadState::Ready)
                wanted = {wanted.listing, asset, download::DownloadState::Fetching, validator, {}};
    }

    void fail(const model::AssetId& asset, const std::string& fault) override {
        const std::lock_guard lock(mutex_);
        for (Wanted& wanted : wanted_) {
            if (wanted.asset != asset || wanted.state == download::DownloadState::Ready) continue;
            wanted.state = download::DownloadState::Failed;
            wanted.fault = fault;
        }
    }

    void registerReady(const download::StoredAsset& asset) override {
        const std::lock_guard lock(mutex_);
        if (asset.file.empty() || asset.sha256.empty())
            throw Error(ErrorCode::InvalidInput, "a stored file needs a path and a digest");
        std::erase_if(wanted_, [&](const Wanted& wanted) { return wanted.asset == asset.asset; });
        wanted_.push_back({asset.listing, asset.asset, download::DownloadState::Ready, {}, {}});
        stored_[asset.listing] = asset;
    }

    std::optional<download::StoredAsset> find(const model::ListingId& listing) override {
        const std::lock_guard lock(mutex_);
        const auto found = stored_.find(listing);
        return found == stored_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    struct Wanted {
        model::ListingId listing;
        model::AssetId asset;
        download::DownloadState state = download::DownloadState::Wanted;
        std::string validator{};
        std::string fault{};
    };

    const model::Listing* offered(const model::ListingId& id) const {
        const auto found = std::find_if(listings_.begin(), listings_.end(),
                                        [&](const model::Listing& listing) { return listing.id == id; });
        return found == listings_.end() ? nullptr : &*found;
    }

    std::size_t add(const std::vector<const model::Listing*>& meant) {
        std::size_t added = 0;
        for (const model::Listing* listing : meant) {
            const bool known = std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& wanted) {
                return wanted.asset == listing->asset->id;
            });
            if (known) continue;
            wanted_.push_back({.listing = listing->id, .asset = listing->asset->id});
            ++added;
        }
        return added;
    }

    download::DownloadJob jobFor(const Wanted& wanted) const {
        download::DownloadJob job;
        job.listing = wanted.listing;
        job.asset.id = wanted.asset;
        if (const model::Listing* listing = offered(wanted.listing)) {
            job.slug = listing->slug;
            job.title = listing->title;
            if (listing->asset && listing->asset->id == wanted.asset) job.asset = *listing->asset;
        }
        job.caFile = caFile;
        job.baseUrl = baseUrl;
        job.validator = wanted.validator;
        job.state = wanted.state;
        job.lastFault = wanted.fault;
        return job;
    }

    mutable std::mutex mutex_;
    std::vector<model::Listing> listings_;
    std::vector<Wanted> wanted_;
    std::map<model::ListingId, download::StoredAsset> stored_;
};

} // namespace durus::test
