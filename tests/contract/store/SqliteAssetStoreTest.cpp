// SPDX-License-Identifier: Apache-2.0
#include "../AssetStoreContract.h"
#include "StoreRig.h"

class SqliteAssetStoreTest : public AssetStoreContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteAssetStoreTest, AssetStoreContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<AssetRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteAssetStoreTest);
