// SPDX-License-Identifier: Apache-2.0
#include "../LeaseContract.h"
#include "StoreRig.h"

class SqliteLeaseTest : public LeaseContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteLeaseTest, LeaseContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteLeaseTest);
