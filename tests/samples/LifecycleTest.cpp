// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"
#include "RawHttp.h"

#include <durus/core/Error.h>

#include <Poco/Net/SSLException.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace durus;
using namespace durus::test;
using namespace durus::reference;

class LifecycleTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LifecycleTest);
    CPPUNIT_TEST(aRestartKeepsData);
    CPPUNIT_TEST(stoppingAndStartingKeepsThePort);
    CPPUNIT_TEST(stoppingCutsIdleAndHalfSentRequests);
    CPPUNIT_TEST(manyClientsAtOnce);
    CPPUNIT_TEST(clientsThatDoNotKnowTheAuthorityRefuse);
    CPPUNIT_TEST(plainHttpIsForLoopbackOnly);
    CPPUNIT_TEST(badTlsFilesAreNamed);
    CPPUNIT_TEST(aTakenPortIsNamed);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { under_ = std::make_unique<BackendUnderTest>(); }

    void aRestartKeepsData() {
        const std::string url = under_->backend().url();
        CPPUNIT_ASSERT_EQUAL(201, alice().post("/audio/progress/sync", batch(lessonId(1), 100)).status);
        CPPUNIT_ASSERT_EQUAL(201, alice().send("POST", "/me/library/save/single-one").status);
        const std::string progress = alice().get("/audio/progress").body;
        const std::string saved = alice().get("/me/library/saved/delta").body;
        const std::string profile = alice().get("/account/profile").body;
        under_->clock().advance(Milliseconds{60'000});
        under_->restart();
        CPPUNIT_ASSERT_EQUAL(url, under_->backend().url());
        CPPUNIT_ASSERT_EQUAL(progress, alice().get("/audio/progress").body);
        CPPUNIT_ASSERT_EQUAL(saved, alice().get("/me/library/saved/delta").body);
        CPPUNIT_ASSERT_EQUAL(profile, alice().get("/account/profile").body);
    }

    void stoppingAndStartingKeepsThePort() {
        const std::uint16_t port = under_->backend().port();
        under_->backend().stop();
        under_->backend().stop();
        CPPUNIT_ASSERT_THROW(alice().get("/scholars"), Poco::Exception);
        under_->backend().start();
        CPPUNIT_ASSERT_EQUAL(port, under_->backend().port());
        CPPUNIT_ASSERT_EQUAL(200, alice().get("/scholars").status);
    }

    void stoppingCutsIdleAndHalfSentRequests() {
        HttpsClient idle = alice();
        CPPUNIT_ASSERT_EQUAL(200, idle.get("/scholars").status);
        RawHttp half(under_->backend().port(), Certificates::shared().authority());
        half.send("POST /audio/progress/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
        const Poco::Net::StreamSocket silent(Poco::Net::SocketAddress("127.0.0.1", under_->backend().port()));
        CPPUNIT_ASSERT_EQUAL(200, alice().get("/scholars").status);
        const MonotonicTime begin = SystemClock().monotonic();
        under_->backend().stop();
        CPPUNIT_ASSERT_MESSAGE("stopping waited for a client",
                               SystemClock().monotonic() - begin < Milliseconds{10'000});
        CPPUNIT_ASSERT_EQUAL(std::string(), half.readAll());
    }

    void manyClientsAtOnce() {
        constexpr int kClients = 24;
        constexpr int kBatches = 10;
        std::atomic<int> taken{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < kClients; ++i)
            threads.emplace_back([&, i] {
                HttpsClient client = alice();
                for (int j = 0; j < kBatches; ++j)
                    if (client.post("/audio/progress/sync", batch(lessonId(j % 3 + 1), i * 100 + j)).status ==
                        201)
                        ++taken;
            });
        for (std::thread& thread : threads)
            thread.join();
        CPPUNIT_ASSERT_EQUAL(kClients * kBatches, taken.load());
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, alice().get("/audio/progress").array()->size());
    }

    void clientsThatDoNotKnowTheAuthorityRefuse() {
        const Certificates others;
        CPPUNIT_ASSERT_THROW(HttpsClient(under_->backend().port(), others.authority()).get("/scholars"),
                             Poco::Net::SSLException);
    }

    void plainHttpIsForLoopbackOnly() {
        expectFault(configured("0.0.0.0:0", {}), "--tls-cert");
        expectFault(configured("[::]:0", {}), "--tls-cert");
        ReferenceBackend plain(configured("127.0.0.1:0", {}), Catalogue(), clock_, log_);
        plain.start();
        CPPUNIT_ASSERT_EQUAL("http://127.0.0.1:" + std::to_string(plain.port()), plain.url());
    }

    void badTlsFilesAreNamed() {
        TlsFiles tls = Certificates::shared().server();
        tls.key = Certificates::shared().authority();
        expectFault(configured("127.0.0.1:0", tls), "PEM key");
        expectFault(configured("127.0.0.1:0", TlsFiles{"/nonexistent/a.pem", "/nonexistent/b.pem"}), "PEM");
        expectFault(configured("nowhere:port", {}), "ADDR:PORT");
    }

    void aTakenPortIsNamed() {
        const std::string address = "127.0.0.1:" + std::to_string(under_->backend().port());
        ReferenceBackend second(configured(address, Certificates::shared().server()), Catalogue(), clock_,
                                log_);
        try {
            second.start();
            CPPUNIT_FAIL("two backends at one port");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::Unavailable);
            CPPUNIT_ASSERT_MESSAGE(error.what(),
                                   std::string(error.what()).find(address) != std::string::npos);
        }
    }

private:
    HttpsClient alice() const { return under_->client("alice-token"); }

    BackendConfig configured(const std::string& listen, const std::optional<TlsFiles>& tls) const {
        return {.listen = listen, .database = under_->directory() / "other.sqlite", .tokens = {}, .tls = tls};
    }

    void expectFault(const BackendConfig& config, const std::string& named) {
        ReferenceBackend backend(config, Catalogue(), clock_, log_);
        try {
            backend.start();
            CPPUNIT_FAIL("started without " + named);
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::InvalidInput);
            CPPUNIT_ASSERT_MESSAGE(error.nextStep(), error.nextStep().find(named) != std::string::npos);
        }
    }

    static std::string batch(const std::string& listingId, int position) {
        return R"({"items":[{"listingId":")" + listingId + R"(","positionSeconds":)" +
               std::to_string(position) + R"(,"updatedAt":"2026-11-22T11:00:00Z"}]})";
    }

    std::unique_ptr<BackendUnderTest> under_;
    ManualClock clock_;
    NullLog log_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(LifecycleTest);
