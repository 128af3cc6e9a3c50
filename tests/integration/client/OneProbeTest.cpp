// SPDX-License-Identifier: Apache-2.0
#include <durus/client/Device.h>
#include <durus/client/Synchroniser.h>

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/Process.h>
#include <support/TempDir.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace durus;
using namespace std::chrono_literals;

namespace {

/// Takes every connection, counts it and hangs up.
class HangingUp {
public:
    HangingUp() : thread_([this] { run(); }) {}
    ~HangingUp() {
        stopping_ = true;
        thread_.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(socket_.address().port()); }
    int connections() const { return connections_; }

private:
    void run() {
        while (!stopping_)
            if (socket_.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ)) {
                socket_.acceptConnection().close();
                ++connections_;
            }
    }

    Poco::Net::ServerSocket socket_{Poco::Net::SocketAddress("127.0.0.1", 0)};
    std::atomic<bool> stopping_{false};
    std::atomic<int> connections_{0};
    std::thread thread_;
};

} // namespace

/// A backend that does not answer is asked once a round, however many accounts wait for it.
class OneProbeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OneProbeTest);
    CPPUNIT_TEST(aBackendThatIsAwayIsTriedByOneAccountOnly);
    CPPUNIT_TEST(anotherBackendIsTriedAllTheSame);
    CPPUNIT_TEST_SUITE_END();

    static constexpr auto kPatience = 30s;

    static void addAccounts(client::Device& device, const std::string& backend, const std::string& url,
                            int count) {
        auto& accounts = device.store().accounts();
        accounts.addBackend({model::BackendName(backend), "platform", url, ""});
        for (int i = 0; i < count; ++i)
            accounts.addAccount(
                {model::AccountName(backend + "-" + std::to_string(i)), model::BackendName(backend)},
                "token-" + std::to_string(i));
    }

    static void runOneRound(client::Device& device) {
        client::Synchroniser synchroniser(device);
        synchroniser.start();
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (synchroniser.status().value().failures == 0 && std::chrono::steady_clock::now() < deadline)
            std::this_thread::yield();
        CPPUNIT_ASSERT(synchroniser.status().value().failures > 0);
    }

    static std::unique_ptr<client::Device> open(const test::TempDir& directory) {
        return client::Device::open({.dataDirectory = directory / "box",
                                     .pluginDirectories = {test::buildDir() / "lib/durus/plugins"},
                                     .log = nullptr});
    }

    static int connectionsOf(int accounts) {
        const test::TempDir directory;
        const HangingUp backend;
        const auto device = open(directory);
        addAccounts(*device, "home", backend.url(), accounts);
        runOneRound(*device);
        return backend.connections();
    }

public:
    void aBackendThatIsAwayIsTriedByOneAccountOnly() {
        const int alone = connectionsOf(1);
        CPPUNIT_ASSERT(alone > 0);
        CPPUNIT_ASSERT_EQUAL(alone, connectionsOf(5));
    }

    void anotherBackendIsTriedAllTheSame() {
        const test::TempDir directory;
        const HangingUp one;
        const HangingUp other;
        const auto device = open(directory);
        addAccounts(*device, "one", one.url(), 2);
        addAccounts(*device, "other", other.url(), 2);
        runOneRound(*device);
        CPPUNIT_ASSERT(one.connections() > 0);
        CPPUNIT_ASSERT_EQUAL(one.connections(), other.connections());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OneProbeTest);
