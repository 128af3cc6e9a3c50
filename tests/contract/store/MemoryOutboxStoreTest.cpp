// SPDX-License-Identifier: Apache-2.0
#include "../OutboxStoreContract.h"
#include "MemoryRig.h"

class MemoryOutboxStoreTest : public OutboxStoreContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryOutboxStoreTest, OutboxStoreContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<OutboxRig> makeRig() override { return std::make_unique<MemoryRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryOutboxStoreTest);
