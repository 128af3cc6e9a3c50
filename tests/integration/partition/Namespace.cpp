// SPDX-License-Identifier: Apache-2.0
#include "Namespace.h"

#include <cppunit/TestAssert.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

void leaveTheNetwork() {
    if (::unshare(CLONE_NEWNET) == 0) return;
    const auto user = ::getuid();
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0) {
        // As root of it, so that a program started from here may shape it as well.
        std::ofstream("/proc/self/uid_map") << "0 " << user << " 1" << std::flush;
        return;
    }
    CPPUNIT_FAIL("this machine allows no network namespaces: " + std::string(std::strerror(errno)) +
                 "; run the test as root or allow user namespaces");
}
