// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../AssetStoreContract.h"
#include "../CatalogueStoreContract.h"
#include "../OutboxRig.h"

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/store/Store.h>

#include <support/TempDir.h>

#include <memory>

/// A store in a directory of its own.
struct OwnStore {
    durus::test::TempDir directory;
    durus::ManualClock clock;
    durus::SeededRandom random{42};
    std::unique_ptr<durus::store::Store> store =
        durus::store::Store::open(directory.path() / "data", clock, random);
};

class StoreRig final : public OutboxRig, public CatalogueRig, public AssetRig {
public:
    durus::sync::OutboxStore& outbox() override { return own_.store->outbox(); }
    durus::sync::CatalogueStore& catalogue() override { return own_.store->catalogue(); }
    durus::download::AssetStore& assets() override { return own_.store->assets(); }

    void addAccount(const durus::model::AccountName& name,
                    const durus::model::BackendName& backend) override {
        addBackend(backend);
        own_.store->accounts().addAccount({name, backend}, "a token");
    }
    void record(const durus::model::DraftIntent& draft) override {
        own_.store->journal().commit({"test", 0, {draft}});
    }
    std::optional<durus::model::Progress> progress(const durus::model::AccountName& account,
                                                   const durus::model::ListingId& listing) override {
        return own_.store->library().progress(account, listing);
    }
    bool favorite(const durus::model::AccountName& account, const durus::model::ListingId& listing) override {
        return own_.store->library().favorite(account, listing);
    }
    std::optional<Known> find(const durus::model::ListingId& id) override {
        const auto item = own_.store->library().byId(id, durus::model::kLocalAccount);
        if (!item) return std::nullopt;
        return Known{item->listing, item->withdrawn};
    }
    void offer(const std::vector<durus::model::Listing>& listings) override {
        const durus::model::BackendName name{"backend"};
        addBackend(name);
        catalogue().replaceCatalogue(name, {}, {}, listings);
    }

private:
    void addBackend(const durus::model::BackendName& name) {
        if (own_.store->accounts().backend(name)) return;
        own_.store->accounts().addBackend({name, "platform", "https://backend.example", "/ca.pem"});
    }

    OwnStore own_;
};
