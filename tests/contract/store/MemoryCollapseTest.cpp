// SPDX-License-Identifier: Apache-2.0
#include "../CollapseContract.h"
#include "MemoryRig.h"

class MemoryCollapseTest : public CollapseContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryCollapseTest, CollapseContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryCollapseTest);
