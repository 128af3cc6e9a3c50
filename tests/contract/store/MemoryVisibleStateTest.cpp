// SPDX-License-Identifier: Apache-2.0
#include "../VisibleStateContract.h"
#include "MemoryRig.h"

class MemoryVisibleStateTest : public VisibleStateContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryVisibleStateTest, VisibleStateContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryVisibleStateTest);
