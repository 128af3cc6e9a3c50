// SPDX-License-Identifier: Apache-2.0
#include "PassLock.h"

#include "support/TempDir.h"

#include <cppunit/extensions/HelperMacros.h>
#include <sys/wait.h>
#include <unistd.h>

using durus::client::PassLock;

class PassLockTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PassLockTest);
    CPPUNIT_TEST(letsOneIn);
    CPPUNIT_TEST(isLetGoOfByADeadProcess);
    CPPUNIT_TEST_SUITE_END();

    durus::test::TempDir temp_;

public:
    void letsOneIn() {
        PassLock first(temp_.path());
        PassLock second(temp_.path());
        CPPUNIT_ASSERT(first.tryAcquire());
        CPPUNIT_ASSERT(!second.tryAcquire());
        first.release();
        CPPUNIT_ASSERT(second.tryAcquire());
    }

    void isLetGoOfByADeadProcess() {
        const auto child = ::fork();
        if (child == 0) {
            PassLock lock(temp_.path());
            ::_exit(lock.tryAcquire() ? 7 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        CPPUNIT_ASSERT_EQUAL(7, WEXITSTATUS(status));
        PassLock lock(temp_.path());
        CPPUNIT_ASSERT(lock.tryAcquire());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PassLockTest);
