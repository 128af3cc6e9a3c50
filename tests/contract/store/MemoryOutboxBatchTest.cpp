// SPDX-License-Identifier: Apache-2.0
#include "../OutboxBatchContract.h"
#include "MemoryRig.h"

class MemoryOutboxBatchTest : public OutboxBatchContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryOutboxBatchTest, OutboxBatchContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryOutboxBatchTest);
