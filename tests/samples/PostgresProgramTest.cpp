// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"
#include "support/PostgresServer.h"
#include "support/Process.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <fstream>

using namespace std::chrono_literals;
using namespace durus::test;

/// The program itself on PostgreSQL.
class PostgresProgramTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresProgramTest);
    CPPUNIT_TEST(anotherInstanceGoesOnWhereOneWasKilled);
    CPPUNIT_TEST(withoutItsDatabaseItEndsWithOneLine);
    CPPUNIT_TEST_SUITE_END();

public:
    void anotherInstanceGoesOnWhereOneWasKilled() {
        const std::string database = PostgresServer::shared().freshDatabase();
        Instance first(database, errors());
        CPPUNIT_ASSERT_EQUAL(201, first.connect().send("POST", "/me/library/save/making-time").status);
        const std::string saved = first.connect().get("/me/library/saved/delta").body;
        const Instance second(database, errors());
        first.process.signal(SIGKILL);
        CPPUNIT_ASSERT_EQUAL(128 + SIGKILL, first.process.wait(10s).value_or(-1));
        CPPUNIT_ASSERT_EQUAL(saved, second.connect().get("/me/library/saved/delta").body);
        CPPUNIT_ASSERT(saved.find("savedAt") != std::string::npos);
    }

    void withoutItsDatabaseItEndsWithOneLine() {
        Process process(command("postgresql:///d?host=/nonexistent"), errors());
        CPPUNIT_ASSERT_EQUAL(1, process.wait(30s).value_or(-1));
        std::ifstream file(errors());
        const std::string text(std::istreambuf_iterator<char>(file), {});
        CPPUNIT_ASSERT_MESSAGE(text, text.find("cannot reach the database") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(text, text.size() - 1, text.find('\n'));
    }

private:
    struct Instance {
        Instance(const std::string& database, const std::filesystem::path& errors)
            : process(command(database), errors) {
            const std::string ready = process.readLine(30s).value_or("nothing");
            CPPUNIT_ASSERT_EQUAL(std::string("ready https://"), ready.substr(0, 14));
            port = static_cast<std::uint16_t>(std::stoi(ready.substr(ready.rfind(':') + 1)));
        }

        HttpsClient connect() const { return {port, Certificates::shared().authority(), "alice-token"}; }

        Process process;
        std::uint16_t port = 0;
    };

    std::filesystem::path errors() const { return directory_ / "errors"; }

    static std::vector<std::string> command(const std::string& database) {
        const auto tls = Certificates::shared().server();
        return {(buildDir() / "bin/durus-reference-backend").string(),
                "--listen",
                "127.0.0.1:0",
                "--database",
                database,
                "--library",
                (sourceDir() / "samples/library/audio").string(),
                "--token",
                "alice=alice-token",
                "--tls-cert",
                tls.certificate.string(),
                "--tls-key",
                tls.key.string()};
    }

    TempDir directory_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresProgramTest);
