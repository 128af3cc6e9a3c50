// SPDX-License-Identifier: Apache-2.0
#include "support/Process.h"
#include "support/TempDir.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <map>
#include <memory>
#include <vector>

using namespace std::chrono_literals;
using namespace durus::test;
namespace fs = std::filesystem;

/// Every format of the sample library, to its natural end, through the real media server by real libVLC. All
/// at once, in real time, on one box: eight processes that record into the same store.
class FormatsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FormatsTest);
    CPPUNIT_TEST(playToTheirNaturalEndThroughTheServer);
    CPPUNIT_TEST_SUITE_END();

    static constexpr auto kPatience = 150s;
    TempDir temp_;

    std::vector<std::string> ctl(std::vector<std::string> words) const {
        words.insert(words.begin(),
                     {(buildDir() / "bin/durusctl").string(), "--data", (temp_ / "data").string(), "--json"});
        return words;
    }

    static Poco::JSON::Object::Ptr parse(const std::string& text) {
        return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Object::Ptr>();
    }

    /// What a decoder makes of the whole file, in milliseconds: the oracle, whatever headers claim.
    static double decodedLength(const fs::path& file) {
        const auto counted =
            runProcess({"bash", "-c", "ffmpeg -v error -i \"$1\" -f s16le -ac 1 -ar 8000 - | wc -c", "-",
                        file.string()});
        return std::stod(counted.output) / 16.0;
    }

    std::map<std::string, double> import() const {
        std::map<std::string, double> lengths;
        const auto answer = runProcess(ctl({"import", (sourceDir() / "samples/library/audio").string()}));
        CPPUNIT_ASSERT_EQUAL(0, answer.status);
        const auto imported = parse(answer.output)->getArray("imported");
        for (std::size_t i = 0; i < imported->size(); ++i) {
            const auto entry = imported->getObject(static_cast<unsigned>(i));
            lengths[entry->getValue<std::string>("slug")] =
                decodedLength(entry->getValue<std::string>("file"));
        }
        return lengths;
    }

public:
    void playToTheirNaturalEndThroughTheServer() {
        const auto lengths = import();
        CPPUNIT_ASSERT_EQUAL(std::size_t{8}, lengths.size());
        Process server({(buildDir() / "bin/durus-mediaserver").string(), "--data", (temp_ / "data").string(),
                        "--listen", "127.0.0.1:0"},
                       temp_ / "server.log");
        const auto ready = server.readLine(30s);
        CPPUNIT_ASSERT(ready && ready->starts_with("ready "));
        const auto address = ready->substr(6);

        std::map<std::string, std::unique_ptr<Process>> players;
        for (const auto& [slug, length] : lengths)
            players[slug] = std::make_unique<Process>(ctl({"play", slug, "--output", "null"}));
        for (const auto& [slug, player] : players) {
            const auto output = player->readToEnd(kPatience);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(slug, 0, player->wait(10s).value_or(-1));
            const auto last = parse(output.substr(output.rfind('\n', output.size() - 2) + 1));
            CPPUNIT_ASSERT_EQUAL_MESSAGE(slug, std::string("played_to_end"),
                                         last->getValue<std::string>("ended"));
            CPPUNIT_ASSERT_MESSAGE(slug, last->getValue<std::string>("uri").starts_with(address + "/audio/"));
            CPPUNIT_ASSERT_DOUBLES_EQUAL_MESSAGE(slug, lengths.at(slug), last->getValue<double>("positionMs"),
                                                 lengths.at(slug) * 0.02);
            const auto progress =
                parse(runProcess(ctl({"progress", slug})).output)->getArray("progress")->getObject(0);
            CPPUNIT_ASSERT_MESSAGE(slug + " is not completed", progress->getValue<bool>("completed"));
        }
        server.signal(SIGTERM);
        CPPUNIT_ASSERT_EQUAL(0, server.wait(5s).value_or(-1));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FormatsTest);
