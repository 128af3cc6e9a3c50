// SPDX-License-Identifier: Apache-2.0
#include "../CatalogueStoreContract.h"
#include "StoreRig.h"

class SqliteCatalogueStoreTest : public CatalogueStoreContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteCatalogueStoreTest, CatalogueStoreContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<CatalogueRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteCatalogueStoreTest);
