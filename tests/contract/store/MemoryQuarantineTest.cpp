// SPDX-License-Identifier: Apache-2.0
#include "../QuarantineContract.h"
#include "MemoryRig.h"

class MemoryQuarantineTest : public QuarantineContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryQuarantineTest, QuarantineContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryQuarantineTest);
