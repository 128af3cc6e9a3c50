// SPDX-License-Identifier: Apache-2.0
#include "../CollapseContract.h"
#include "StoreRig.h"

class SqliteCollapseTest : public CollapseContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteCollapseTest, CollapseContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<StoreRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteCollapseTest);
