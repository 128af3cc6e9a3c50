// SPDX-License-Identifier: Apache-2.0
#include "../LeaseContract.h"
#include "MemoryRig.h"

class MemoryLeaseTest : public LeaseContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryLeaseTest, LeaseContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryLeaseTest);
