// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"
#include "support/Process.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <future>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;

/// The backend as a process of its own, killed in the middle of batches and started again on its database.
class BackendKillTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BackendKillTest);
    CPPUNIT_TEST(aKilledBackendLosesAndDoublesNothing);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::chrono::seconds kPatience{30};

    World world_; ///< for its certificates
    test::TempDir directory_;
    std::unique_ptr<test::Process> backend_;
    std::string url_;

    /// At the address it had before, if it had one.
    void start() {
        const auto certificates = std::filesystem::path(world_.caFile()).parent_path();
        const std::string address = url_.empty() ? "127.0.0.1:0" : url_.substr(url_.find("//") + 2);
        backend_ = std::make_unique<test::Process>(
            std::vector<std::string>{(test::buildDir() / "bin/durus-reference-backend").string(), "--listen",
                                     address, "--database", (directory_ / "backend.db").string(), "--library",
                                     (test::sourceDir() / "samples/library/audio").string(), "--token",
                                     "listener=" + world_.token(), "--tls-cert",
                                     (certificates / "server.pem").string(), "--tls-key",
                                     (certificates / "server.key").string()},
            directory_ / "backend.log");
        const auto ready = backend_->readLine(kPatience);
        CPPUNIT_ASSERT(ready && ready->starts_with("ready https://"));
        url_ = ready->substr(ready->find("https://"));
    }

    void kill() {
        backend_->signal(SIGKILL);
        CPPUNIT_ASSERT(backend_->wait(kPatience).has_value());
    }

    void assertAllHeld(const std::vector<std::string>& lectures, long position) {
        const auto answer = http::makeHttpExchange()->send(
            {url_, world_.caFile(), world_.token()},
            {.method = "GET", .path = "/audio/progress", .headers = {}, .body = {}});
        const auto rows = Poco::JSON::Parser().parse(answer.value().body).extract<Poco::JSON::Array::Ptr>();
        CPPUNIT_ASSERT_EQUAL(lectures.size(), rows->size());
        for (unsigned i = 0; i < rows->size(); ++i)
            CPPUNIT_ASSERT_EQUAL(position, rows->getObject(i)->getValue<long>("positionSeconds"));
    }

public:
    void aKilledBackendLosesAndDoublesNothing() {
        start();
        SyncBox box(world_, url_);
        CPPUNIT_ASSERT(!box.pullCatalogue().failure);
        const auto lectures = box.lectures();
        for (long round = 1; round <= 10; ++round) {
            for (const auto& listing : lectures)
                box.record(listing, Kind::Progress, round);
            auto passing = std::async(std::launch::async, [&] { return box.pass(); });
            passing.wait_for(std::chrono::milliseconds{round * 3});
            kill();
            passing.get();
            CPPUNIT_ASSERT(!box.pass().succeeded());
            start();
            box.settle();
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box.counts().pending);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box.counts().quarantined);
            assertAllHeld(lectures, round);
        }
        kill();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(BackendKillTest);
