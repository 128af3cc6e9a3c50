// SPDX-License-Identifier: Apache-2.0
#include "support/TempDir.h"

#include <durus/core/IsoTime.h>
#include <durus/core/Log.h>

#include <cppunit/extensions/HelperMacros.h>
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>

using durus::LogLevel;
using durus::StderrLog;

namespace {

/// What stderr receives while `work` runs.
std::string captured(const std::function<void()>& work) {
    const durus::test::TempDir dir;
    const auto path = dir / "stderr";
    const int saved = ::dup(STDERR_FILENO);
    const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    ::dup2(file, STDERR_FILENO);
    work();
    ::dup2(saved, STDERR_FILENO);
    ::close(saved);
    ::close(file);
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string lineOf(std::string_view value) {
    const auto text = captured([value] { StderrLog().info("core", "said", {{"value", value}}); });
    const std::string before = " level=info component=core message=said value=";
    const auto at = text.find(before);
    CPPUNIT_ASSERT_MESSAGE(text, at != std::string::npos && text.back() == '\n');
    return text.substr(at + before.size(), text.size() - at - before.size() - 1);
}

} // namespace

class StderrLogTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(StderrLogTest);
    CPPUNIT_TEST(aLineStartsWithTheTime);
    CPPUNIT_TEST(plainValuesStandBare);
    CPPUNIT_TEST(valuesAreQuotedWhereTheyNeedIt);
    CPPUNIT_TEST(anEntryIsOneLineWhateverItHolds);
    CPPUNIT_TEST(terminalCommandsAreEscaped);
    CPPUNIT_TEST(whatIsBelowTheThresholdIsDropped);
    CPPUNIT_TEST(theMessageIsQuotedToo);
    CPPUNIT_TEST_SUITE_END();

public:
    void aLineStartsWithTheTime() {
        const auto text = captured([] { StderrLog().error("sync", "failed"); });
        CPPUNIT_ASSERT(text.starts_with("time="));
        CPPUNIT_ASSERT(durus::fromIso8601(text.substr(5, text.find(' ') - 5)).has_value());
        CPPUNIT_ASSERT(text.ends_with(" level=error component=sync message=failed\n"));
    }

    void plainValuesStandBare() {
        CPPUNIT_ASSERT_EQUAL(std::string("lecture.mp3"), lineOf("lecture.mp3"));
        CPPUNIT_ASSERT_EQUAL(std::string("درس"), lineOf("درس"));
        CPPUNIT_ASSERT_EQUAL(std::string("Ā\u00A0"), lineOf("Ā\u00A0"));
    }

    void valuesAreQuotedWhereTheyNeedIt() {
        CPPUNIT_ASSERT_EQUAL(std::string("\"\""), lineOf(""));
        CPPUNIT_ASSERT_EQUAL(std::string("\"two words\""), lineOf("two words"));
        CPPUNIT_ASSERT_EQUAL(std::string("\"a=b\""), lineOf("a=b"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("say \"no\" \\")"), lineOf(R"(say "no" \)"));
    }

    void anEntryIsOneLineWhateverItHolds() {
        const auto line = lineOf("one\nlevel=error component=forged\r\nx");
        CPPUNIT_ASSERT_EQUAL(std::string(R"("one\nlevel=error component=forged\x0d\nx")"), line);
    }

    void terminalCommandsAreEscaped() {
        CPPUNIT_ASSERT_EQUAL(std::string(R"("\x1b[2J")"), lineOf("\x1B[2J"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("\x7f")"), lineOf("\x7F"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("\xc2\x9b2J")"), lineOf("\u009B2J"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("a\x00b")"), lineOf(std::string_view("a\0b", 3)));
    }

    void whatIsBelowTheThresholdIsDropped() {
        CPPUNIT_ASSERT_EQUAL(std::string(), captured([] { StderrLog().debug("core", "x"); }));
        CPPUNIT_ASSERT_EQUAL(std::string(),
                             captured([] { StderrLog(LogLevel::Error).warning("core", "x"); }));
        CPPUNIT_ASSERT(!captured([] { StderrLog(LogLevel::Debug).debug("core", "x"); }).empty());
    }

    void theMessageIsQuotedToo() {
        const auto text = captured([] { StderrLog().warning("core", "disk is full"); });
        CPPUNIT_ASSERT(text.find("level=warning component=core message=\"disk is full\"\n") !=
                       std::string::npos);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(StderrLogTest);
