// SPDX-License-Identifier: Apache-2.0
#include "../OutboxBatchContract.h"
#include "StoreRig.h"

class SqliteOutboxBatchTest : public OutboxBatchContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteOutboxBatchTest, OutboxBatchContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteOutboxBatchTest);
