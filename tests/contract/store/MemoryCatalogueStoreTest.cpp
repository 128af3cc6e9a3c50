// SPDX-License-Identifier: Apache-2.0
#include "../CatalogueStoreContract.h"
#include "MemoryRig.h"

class MemoryCatalogueStoreTest : public CatalogueStoreContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryCatalogueStoreTest, CatalogueStoreContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<CatalogueRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryCatalogueStoreTest);
