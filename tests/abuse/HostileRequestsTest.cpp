// SPDX-License-Identifier: Apache-2.0
#include "HostileRequests.h"

#include "RawSocket.h"
#include "RunningServer.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

using namespace durus;
using std::string;

/// The real program, one hostile request at a time: each gets the answer it has to get, and the next client
/// is answered as if nothing had been.
class HostileRequestsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HostileRequestsTest);
    CPPUNIT_TEST(eachIsRefusedAndNothingFollows);
    CPPUNIT_TEST(connectionsAreCountedOutWhenDescriptorsEnd);
    CPPUNIT_TEST_SUITE_END();

    static constexpr const char* kProper = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    static void expectAnswer(std::uint16_t port, const string& after) {
        test::RawSocket socket(port);
        socket.send(kProper);
        CPPUNIT_ASSERT_EQUAL_MESSAGE("after " + after, 200, test::statusOf(socket.readResponse()));
    }

    void eachIsRefusedAndNothingFollows() {
        const test::RunningServer server;
        for (const test::HostileRequest& request : test::hostileRequests()) {
            test::RawSocket socket(server.port());
            // The server may have answered and hung up before it has all of it.
            socket.send(request.text);
            const string answer = socket.readResponse();
            const int status = test::statusOf(answer);
            CPPUNIT_ASSERT_MESSAGE(request.name + " was answered " + std::to_string(status),
                                   std::ranges::find(request.allowed, status) != request.allowed.end());
            CPPUNIT_ASSERT_MESSAGE(request.name, answer.find("root:") == string::npos);
            if (request.mustClose) {
                const string further = socket.readToEnd();
                CPPUNIT_ASSERT_MESSAGE(request.name + " was followed by " + further.substr(0, 200),
                                       further.empty());
            }
            expectAnswer(server.port(), request.name);
        }
    }

    // Loopback is exempt from the cap of each address; that one is held by AdmissionTest and LifecycleTest.
    void connectionsAreCountedOutWhenDescriptorsEnd() {
        constexpr int kDescriptors = 700;
        constexpr int kReserved = 512;
        const test::TempDir directory;
        const test::SampleLibrary library(directory.path());
        test::Process limited({"prlimit", "--nofile=" + std::to_string(kDescriptors),
                               test::RunningServer::program(), "--data", directory.path().string(),
                               "--listen", "127.0.0.1:0"},
                              directory / "stderr");
        const auto ready = limited.readLine(std::chrono::seconds{30});
        CPPUNIT_ASSERT(ready && ready->starts_with("ready "));
        const auto port = static_cast<std::uint16_t>(std::stoi(ready->substr(ready->rfind(':') + 1)));
        {
            int served = 0;
            int turnedAway = 0;
            std::vector<test::RawSocket> sockets;
            for (unsigned i = 0; i < kDescriptors; ++i) {
                test::RawSocket& socket = sockets.emplace_back(port, 2 + i % 200);
                socket.send(kProper);
                const int status = test::statusOf(socket.readResponse());
                (status == 200 ? served : turnedAway) += 1;
                CPPUNIT_ASSERT_MESSAGE(std::to_string(status), status == 200 || status == 503 || status == 0);
            }
            CPPUNIT_ASSERT_EQUAL(kDescriptors - kReserved, served);
            CPPUNIT_ASSERT_EQUAL(kReserved, turnedAway);
        }
        // The places come back as the server learns that their holders have gone.
        int status = 0;
        for (int tries = 0; tries < 1000 && status != 200; ++tries) {
            test::RawSocket socket(port);
            socket.send(kProper);
            status = test::statusOf(socket.readResponse());
        }
        CPPUNIT_ASSERT_EQUAL(200, status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(HostileRequestsTest);
