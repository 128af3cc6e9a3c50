// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"
#include "support/Process.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <fstream>
#include <sstream>

using namespace std::chrono_literals;
using namespace durus::test;

/// The program itself, on the recordings of samples/library.
class ProgramTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgramTest);
    CPPUNIT_TEST(servesALibrary);
    CPPUNIT_TEST(endsOnSigterm);
    CPPUNIT_TEST(endsOnSigintWithAClientConnected);
    CPPUNIT_TEST(logsEachRequest);
    CPPUNIT_TEST(logsWhyThingsFail);
    CPPUNIT_TEST(whatWasAnsweredSurvivesAKill);
    CPPUNIT_TEST(badUsageIsOneLine);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { directory_ = std::make_unique<TempDir>(); }

    void tearDown() override { process_.reset(); }

    void servesALibrary() {
        start();
        HttpsClient client = connect();
        const auto items = client.get("/listings/recent").object()->getArray("items");
        CPPUNIT_ASSERT_EQUAL(std::size_t{6}, items->size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, client.get("/scholars").object()->getArray("scholars")->size());
        const auto lessons =
            client.get("/listings/patience-in-learning/contents").object()->getArray("items");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lessons->size());
        CPPUNIT_ASSERT_EQUAL(std::string("Patience: Beginnings"),
                             lessons->getObject(0)->getValue<std::string>("title"));
        const auto found =
            client.get("/search?q=%D8%A7%D9%84%D9%88%D9%82%D8%AA").object()->getArray("singles");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found->size());
        const std::string url =
            client.get("/audio/listings/making-time/stream").object()->getValue<std::string>("url");
        const Reply audio = client.get(url.substr(url.find("/media/")));
        CPPUNIT_ASSERT_EQUAL(200, audio.status);
        std::ifstream file(sourceDir() / "samples/library/audio/making-time-wrong-length.mp3",
                           std::ios::binary);
        CPPUNIT_ASSERT(audio.body == std::string(std::istreambuf_iterator<char>(file), {}));
    }

    void endsOnSigterm() {
        start();
        process_->signal(SIGTERM);
        CPPUNIT_ASSERT_EQUAL(0, process_->wait(5s).value_or(-1));
    }

    void endsOnSigintWithAClientConnected() {
        start();
        HttpsClient client = connect();
        CPPUNIT_ASSERT_EQUAL(200, client.get("/health").status);
        process_->signal(SIGINT);
        CPPUNIT_ASSERT_EQUAL(0, process_->wait(5s).value_or(-1));
    }

    void logsEachRequest() {
        start();
        connect().get("/account/profile?x=secret");
        const std::string line = logLineWith("/account/profile");
        for (const char* part : {"method=GET", "status=200", "ms=", "user=alice", "items=0"})
            CPPUNIT_ASSERT_MESSAGE(line, line.find(part) != std::string::npos);
        CPPUNIT_ASSERT_MESSAGE(line, line.find("secret") == std::string::npos);
    }

    void logsWhyThingsFail() {
        start();
        connect().post(
            "/audio/progress/sync",
            R"({"items":[{"listingId":"x","positionSeconds":1,"updatedAt":"2026-11-22T11:00:00Z"}]})");
        CPPUNIT_ASSERT(logLineWith("cause=").find("22P02") != std::string::npos);
    }

    void whatWasAnsweredSurvivesAKill() {
        start();
        CPPUNIT_ASSERT_EQUAL(201, connect().send("POST", "/me/library/save/making-time").status);
        const std::string saved = connect().get("/me/library/saved/delta").body;
        process_->signal(SIGKILL);
        CPPUNIT_ASSERT_EQUAL(128 + SIGKILL, process_->wait(10s).value_or(-1));
        start();
        CPPUNIT_ASSERT_EQUAL(saved, connect().get("/me/library/saved/delta").body);
    }

    void badUsageIsOneLine() {
        const std::string database = (directory_->path() / "b.sqlite").string();
        expectUsageError({"--database", database}, "--listen");
        expectUsageError({"--listen", "127.0.0.1:0"}, "--database");
        expectUsageError({"--listen", "127.0.0.1:0", "--database", database, "--frobnicate"}, "--frobnicate");
        expectUsageError({"--listen", "0.0.0.0:0", "--database", database}, "--tls-cert");
        expectUsageError({"--listen", "127.0.0.1:0", "--database", database, "--library", "/nonexistent"},
                         "/nonexistent");
    }

private:
    static std::string program() { return (buildDir() / "bin/durus-reference-backend").string(); }

    std::filesystem::path errors() const { return directory_->path() / "errors"; }

    void start() {
        const auto tls = Certificates::shared().server();
        process_ = std::make_unique<Process>(
            std::vector<std::string>{program(), "--listen", "127.0.0.1:0", "--database",
                                     (directory_->path() / "b.sqlite").string(), "--library",
                                     (sourceDir() / "samples/library/audio").string(), "--token",
                                     "alice=alice-token", "--tls-cert", tls.certificate.string(), "--tls-key",
                                     tls.key.string()},
            errors());
        const std::string ready = process_->readLine(30s).value_or("nothing");
        const std::string prefix = "ready https://127.0.0.1:";
        CPPUNIT_ASSERT_EQUAL(prefix, ready.substr(0, prefix.size()));
        port_ = static_cast<std::uint16_t>(std::stoi(ready.substr(prefix.size())));
    }

    HttpsClient connect() const { return {port_, Certificates::shared().authority(), "alice-token"}; }

    /// The first line with that text, once the program has ended.
    std::string logLineWith(const std::string& text) {
        process_->signal(SIGTERM);
        CPPUNIT_ASSERT(process_->wait(10s).has_value());
        std::ifstream log(errors());
        for (std::string line; std::getline(log, line);)
            if (line.find(text) != std::string::npos) return line;
        CPPUNIT_FAIL("no line with " + text);
        return {};
    }

    void expectUsageError(std::vector<std::string> arguments, const std::string& named) {
        arguments.insert(arguments.begin(), program());
        std::filesystem::remove(errors());
        Process process(arguments, errors());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(named, 2, process.wait(10s).value_or(-1));
        CPPUNIT_ASSERT(!process.readLine(10s));
        std::ifstream file(errors());
        const std::string text(std::istreambuf_iterator<char>(file), {});
        CPPUNIT_ASSERT_MESSAGE(text, text.find(named) != std::string::npos);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(text, text.size() - 1, text.find('\n'));
    }

    std::unique_ptr<TempDir> directory_;
    std::unique_ptr<Process> process_;
    std::uint16_t port_ = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgramTest);
