// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../CatalogueStoreContract.h"
#include "../OutboxRig.h"

#include <support/MemoryOutboxStore.h>

class MemoryRig final : public OutboxRig, public CatalogueRig {
public:
    durus::sync::OutboxStore& outbox() override { return store_; }
    durus::sync::CatalogueStore& catalogue() override { return store_; }
    void addAccount(const durus::model::AccountName& name,
                    const durus::model::BackendName& backend) override {
        store_.addAccount(name, backend);
    }
    void record(const durus::model::DraftIntent& draft) override { store_.record(draft); }
    std::optional<durus::model::Progress> progress(const durus::model::AccountName& account,
                                                   const durus::model::ListingId& listing) override {
        return store_.progress(account, listing);
    }
    bool favorite(const durus::model::AccountName& account, const durus::model::ListingId& listing) override {
        return store_.favorite(account, listing);
    }
    std::optional<Known> find(const durus::model::ListingId& id) override {
        const auto known = store_.listing(id);
        if (!known) return std::nullopt;
        return Known{known->listing, known->withdrawn};
    }

private:
    durus::test::MemoryOutboxStore store_;
};
