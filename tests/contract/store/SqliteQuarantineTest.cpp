// SPDX-License-Identifier: Apache-2.0
#include "../QuarantineContract.h"
#include "StoreRig.h"

class SqliteQuarantineTest : public QuarantineContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteQuarantineTest, QuarantineContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteQuarantineTest);
