// SPDX-License-Identifier: Apache-2.0
#include "../OutboxStoreContract.h"
#include "StoreRig.h"

class SqliteOutboxStoreTest : public OutboxStoreContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteOutboxStoreTest, OutboxStoreContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteOutboxStoreTest);
