// SPDX-License-Identifier: Apache-2.0
#include "../EventJournalContract.h"
#include "StoreRig.h"

class SqliteEventJournalTest : public EventJournalContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteEventJournalTest, EventJournalContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::shared_ptr<durus::plugin_host::EventJournal> makeJournal() override {
        const auto own = std::make_shared<OwnStore>();
        return {own, &own->store->journal()};
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteEventJournalTest);
