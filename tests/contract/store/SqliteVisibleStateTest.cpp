// SPDX-License-Identifier: Apache-2.0
#include "../VisibleStateContract.h"
#include "StoreRig.h"

class SqliteVisibleStateTest : public VisibleStateContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteVisibleStateTest, VisibleStateContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteVisibleStateTest);
