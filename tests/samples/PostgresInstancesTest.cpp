// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"
#include "Device.h"
#include "support/PostgresServer.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <thread>

using namespace durus;
using namespace durus::test;
using namespace durus::reference;

/// Four instances on one database and 32 devices, four to an account, that write to all of them at once.
class PostgresInstancesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresInstancesTest);
    CPPUNIT_TEST(noUpdateIsLost);
    CPPUNIT_TEST(noUpdateIsLostWhenInstancesAndSessionsDie);
    CPPUNIT_TEST(anInstanceWithoutItsDatabaseIsNotReady);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        url_ = PostgresServer::shared().freshDatabase();
        for (int i = 0; i < kInstances; ++i)
            instances_.push_back(startInstance());
    }

    void tearDown() override { instances_.clear(); }

    void noUpdateIsLost() {
        completeTheFirstLesson();
        storm([](int) {});
        check();
        std::uint64_t batches = 0;
        for (const auto& instance : instances_) {
            batches += instance->counters().batches;
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, instance->counters().failures);
            CPPUNIT_ASSERT_MESSAGE("an instance was left out", instance->counters().batches > 0);
        }
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{kAccounts + kDevices * kSteps * 2}, batches);
    }

    void noUpdateIsLostWhenInstancesAndSessionsDie() {
        completeTheFirstLesson();
        storm([&](int round) {
            ReferenceBackend& instance = *instances_[round % kInstances];
            instance.stop();
            PostgresServer::shared().execute(url_, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                                   "WHERE datname = current_database() AND pid <> "
                                                   "pg_backend_pid()");
            instance.start();
        });
        check();
    }

    void anInstanceWithoutItsDatabaseIsNotReady() {
        HttpsClient client = connect(*instances_[0], "token-0");
        CPPUNIT_ASSERT_EQUAL(200, client.get("/health/readyz").status);
        PostgresServer::shared().stop();
        const int ready = client.get("/health/readyz").status;
        const int alive = client.get("/health/healthz").status;
        const int read = client.get("/audio/progress").status;
        const int catalogue = client.get("/listings/recent").status;
        PostgresServer::shared().start();
        CPPUNIT_ASSERT_EQUAL(503, ready);
        CPPUNIT_ASSERT_EQUAL(200, alive);
        CPPUNIT_ASSERT_EQUAL(500, read);
        CPPUNIT_ASSERT_EQUAL(200, catalogue);
        CPPUNIT_ASSERT_EQUAL(200, client.get("/health/readyz").status);
        CPPUNIT_ASSERT_EQUAL(200, client.get("/audio/progress").status);
    }

private:
    static constexpr int kInstances = 4;
    static constexpr int kAccounts = 8;
    static constexpr int kDevices = 32;
    static constexpr int kSteps = 8;

    std::unique_ptr<ReferenceBackend> startInstance() {
        BackendConfig config{.database = url_, .tokens = {}, .tls = Certificates::shared().server()};
        for (int account = 0; account < kAccounts; ++account)
            config.tokens.push_back({"listener-" + std::to_string(account), tokenOf(account)});
        auto backend = std::make_unique<ReferenceBackend>(std::move(config), sampleCatalogue(), clock_, log_);
        backend->start();
        return backend;
    }

    static std::string tokenOf(int account) { return "token-" + std::to_string(account); }

    static HttpsClient connect(const ReferenceBackend& instance, const std::string& token) {
        return {instance.port(), Certificates::shared().authority(), token};
    }

    std::vector<std::uint16_t> ports() const {
        std::vector<std::uint16_t> ports;
        for (const auto& instance : instances_)
            ports.push_back(instance->port());
        return ports;
    }

    void completeTheFirstLesson() {
        for (int account = 0; account < kAccounts; ++account)
            CPPUNIT_ASSERT_EQUAL(201, connect(*instances_[0], tokenOf(account))
                                          .post("/audio/progress/sync", Device::completion(lessonId(1)))
                                          .status);
    }

    /// Lets all devices run, and does `trouble` each time that they have taken 32 steps together.
    template<typename Trouble>
    void storm(Trouble trouble) {
        std::vector<std::thread> threads;
        std::atomic<int> steps{0};
        for (int number = 0; number < kDevices; ++number)
            devices_.push_back(
                std::make_unique<Device>(number, tokenOf(number % kAccounts), ports(), kDevices));
        for (const auto& device : devices_)
            threads.emplace_back([&steps, &device] {
                for (int step = 0; step < kSteps; ++step) {
                    device->step(step);
                    ++steps;
                    steps.notify_all();
                }
            });
        for (int round = 1; round < kSteps; ++round) {
            for (int done = steps; done < round * kDevices; done = steps)
                steps.wait(done);
            trouble(round);
        }
        for (std::thread& thread : threads)
            thread.join();
    }

    /// What is stored is the latest of all that the devices of an account wrote, on every instance.
    void check() {
        for (int account = 0; account < kAccounts; ++account) {
            Written written;
            for (int number = account; number < kDevices; number += kAccounts) {
                CPPUNIT_ASSERT_EQUAL(std::string(), devices_[number]->fault());
                written.add(devices_[number]->written());
            }
            for (const auto& instance : instances_) {
                HttpsClient client = connect(*instance, tokenOf(account));
                CPPUNIT_ASSERT_EQUAL(std::string(), written.differenceTo(client));
            }
        }
    }

    ManualClock clock_;
    NullLog log_;
    std::string url_;
    std::vector<std::unique_ptr<ReferenceBackend>> instances_;
    std::vector<std::unique_ptr<Device>> devices_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresInstancesTest);
