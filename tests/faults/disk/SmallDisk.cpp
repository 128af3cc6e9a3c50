// SPDX-License-Identifier: Apache-2.0
#include "SmallDisk.h"

#include <durus/core/FileDescriptor.h>

#include <cppunit/TestAssert.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

namespace {

[[noreturn]] void fail(const std::string& what) {
    CPPUNIT_FAIL(what + ": " + std::strerror(errno) + "; run the test as root or allow user namespaces");
}

void leaveTheMounts() {
    static bool left = false;
    if (left) return;
    if (::unshare(CLONE_NEWNS) != 0) {
        const auto user = std::to_string(::getuid());
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) fail("this machine allows no mount namespaces");
        std::ofstream("/proc/self/uid_map") << "0 " << user << " 1" << std::flush;
    }
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) fail("cannot part the mounts");
    left = true;
}

} // namespace

SmallDisk::SmallDisk(std::uintmax_t bytes) {
    leaveTheMounts();
    if (::mount("none", path().c_str(), "tmpfs", 0, ("size=" + std::to_string(bytes)).c_str()) != 0)
        fail("cannot mount a disk at " + path().string());
}

SmallDisk::~SmallDisk() {
    ::umount2(path().c_str(), MNT_DETACH);
}

std::uintmax_t SmallDisk::bytesFree() const {
    return std::filesystem::space(path()).available;
}

void SmallDisk::fill() {
    const durus::FileDescriptor file(
        ::open((path() / "filler").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!file) fail("cannot fill the disk");
    const std::string block(4'096, 'x');
    while (::write(file.get(), block.data(), block.size()) > 0) {
    }
    CPPUNIT_ASSERT_EQUAL(std::uintmax_t{0}, bytesFree());
}

void SmallDisk::clear() {
    std::filesystem::remove(path() / "filler");
}
