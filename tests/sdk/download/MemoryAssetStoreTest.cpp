// SPDX-License-Identifier: Apache-2.0
#include "support/MemoryAssetStore.h"

#include "contract/AssetStoreContract.h"

/// The double the other tests trust.
class MemoryAssetStoreTest : public AssetStoreContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryAssetStoreTest, AssetStoreContract);
    CPPUNIT_TEST_SUITE_END();

    class Rig final : public AssetRig {
    public:
        durus::download::AssetStore& assets() override { return store_; }
        void offer(const std::vector<durus::model::Listing>& listings) override { store_.offer(listings); }

    private:
        durus::test::MemoryAssetStore store_;
    };

    std::unique_ptr<AssetRig> makeRig() override { return std::make_unique<Rig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryAssetStoreTest);
