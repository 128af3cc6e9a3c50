// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

/// What the store keeps of a refusal: enough to find it again in the backend's logs.
class RefusalTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(RefusalTest);
    CPPUNIT_TEST(keepsTheDigestsOfRequestAndAnswer);
    CPPUNIT_TEST(keepsNoDigestOfWhatWasNeverSent);
    CPPUNIT_TEST(forgetsThemWhenItIsTriedAgain);
    CPPUNIT_TEST_SUITE_END();

    durus::sync::OutboxEntry entry(const durus::model::IntentId& id) {
        return store().outbox().entry(id).value();
    }

    void keepsTheDigestsOfRequestAndAnswer() {
        addAmina();
        const auto refused = entry(quarantineOne("abc"));
        CPPUNIT_ASSERT_EQUAL(std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                             refused.answerDigest);
        CPPUNIT_ASSERT_EQUAL(std::string("e05da7415785d85884c1170fc1d7b1a0b87056a90a312c3c2957ed0eba9571be"),
                             refused.requestDigest);
        CPPUNIT_ASSERT_EQUAL(refused.answerDigest, store().outbox().quarantined(amina, 1).at(0).answerDigest);
    }

    void keepsNoDigestOfWhatWasNeverSent() {
        addAmina();
        const auto refused = entry(quarantineOne(""));
        CPPUNIT_ASSERT(refused.requestDigest.empty() && refused.answerDigest.empty());
    }

    void forgetsThemWhenItIsTriedAgain() {
        addAmina();
        const auto id = quarantineOne();
        store().outbox().retry(id);
        CPPUNIT_ASSERT(entry(id).requestDigest.empty() && entry(id).answerDigest.empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RefusalTest);
