// SPDX-License-Identifier: Apache-2.0
#include "../EventJournalContract.h"

#include <support/MemoryEventJournal.h>

class MemoryEventJournalTest : public EventJournalContract {
    CPPUNIT_TEST_SUB_SUITE(MemoryEventJournalTest, EventJournalContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::shared_ptr<durus::plugin_host::EventJournal> makeJournal() override {
        return std::make_shared<durus::test::MemoryEventJournal>();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryEventJournalTest);
