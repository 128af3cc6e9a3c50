// SPDX-License-Identifier: Apache-2.0
#include "RoutedNetwork.h"

#include "Namespace.h"

#include <cppunit/TestAssert.h>
#include <fcntl.h>
#include <sched.h>
#include <support/Process.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <vector>

using namespace durus;

namespace {

constexpr const char* kBoxAddress = "10.77.1.2";

int currentNetwork() {
    const int network = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    CPPUNIT_ASSERT(network >= 0);
    return network;
}

std::string pathOf(int network) {
    return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(network);
}

} // namespace

RoutedNetwork::RoutedNetwork() {
    leaveTheNetwork();
    box_ = currentNetwork();
    leaveTheNetwork();
    backend_ = currentNetwork();
    leaveTheNetwork();
    router_ = currentNetwork();
    ip("link add to-box type veth peer name eth0 netns " + pathOf(box_));
    ip("link add to-backend type veth peer name eth0 netns " + pathOf(backend_));
    ip("address add 10.77.1.1/24 dev to-box");
    ip("address add 10.77.2.1/24 dev to-backend");
    ip("link set to-box up");
    ip("link set to-backend up");
    std::ofstream("/proc/sys/net/ipv4/ip_forward") << 1 << std::flush;
    for (const int network : {box_, backend_}) {
        enter(network);
        ip("link set lo up");
        ip(std::string("address add ") + (network == box_ ? kBoxAddress : kBackendAddress) + "/24 dev eth0");
        ip("link set eth0 up");
        ip(std::string("route add default via ") + (network == box_ ? "10.77.1.1" : "10.77.2.1"));
    }
    enter(router_);
}

RoutedNetwork::~RoutedNetwork() {
    for (const int network : {router_, box_, backend_})
        ::close(network);
}

void RoutedNetwork::enterBox() const {
    enter(box_);
}

void RoutedNetwork::enterBackend() const {
    enter(backend_);
}

void RoutedNetwork::lose(Way way) const {
    enter(router_);
    ip(std::string("route add blackhole ") + (way == Way::ToBackend ? kBackendAddress : kBoxAddress));
    enter(box_);
}

void RoutedNetwork::mend() const {
    enter(router_);
    ip("route flush type blackhole");
    enter(box_);
}

void RoutedNetwork::enter(int network) const {
    CPPUNIT_ASSERT_EQUAL(0, ::setns(network, CLONE_NEWNET));
}

void RoutedNetwork::ip(const std::string& arguments) const {
    std::vector<std::string> command{"ip"};
    std::istringstream words(arguments);
    for (std::string word; words >> word;)
        command.push_back(word);
    const auto finished = test::runProcess(command);
    CPPUNIT_ASSERT_EQUAL_MESSAGE("ip " + arguments, 0, finished.status);
}
