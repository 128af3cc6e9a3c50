// SPDX-License-Identifier: Apache-2.0
#include "Link.h"

#include <cppunit/TestAssert.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

void setLink(bool up) {
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = up ? IFF_UP | IFF_RUNNING : 0;
    const int status = ::ioctl(socket, SIOCSIFFLAGS, &request);
    ::close(socket);
    CPPUNIT_ASSERT_EQUAL(0, status);
}
