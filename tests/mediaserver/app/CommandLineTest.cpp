// SPDX-License-Identifier: Apache-2.0
#include "app/CommandLine.h"

#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class CommandLineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CommandLineTest);
    CPPUNIT_TEST(takesFlagsInBothForms);
    CPPUNIT_TEST(flagsWinOverTheFile);
    CPPUNIT_TEST(saysWhatIsMissing);
    CPPUNIT_TEST(namesTheNearestFlag);
    CPPUNIT_TEST(helpAndVersionNeedNothingElse);
    CPPUNIT_TEST_SUITE_END();

    static CommandLine read(std::vector<const char*> arguments) { return readCommandLine(arguments); }

    static void refuses(std::vector<const char*> arguments, const string& fault) {
        try {
            readCommandLine(arguments);
            CPPUNIT_FAIL("accepted instead of: " + fault);
        } catch (const SettingsError& error) {
            CPPUNIT_ASSERT_EQUAL(fault, string(error.what()));
        }
    }

    void takesFlagsInBothForms() {
        const CommandLine line = read({"--data", "/d", "--listen=127.0.0.1:0"});
        CPPUNIT_ASSERT_EQUAL(string("/d"), line.settings.data.string());
        CPPUNIT_ASSERT_EQUAL(string("127.0.0.1:0"), line.settings.listen);
    }

    void flagsWinOverTheFile() {
        const test::TempDir directory;
        const string file = (directory / "c").string();
        std::ofstream(file) << "data = /file\nlisten = 0.0.0.0:1\nname = N\n";
        const CommandLine line = read({"--listen", "0.0.0.0:2", "--config", file.c_str()});
        CPPUNIT_ASSERT_EQUAL(string("/file"), line.settings.data.string());
        CPPUNIT_ASSERT_EQUAL(string("0.0.0.0:2"), line.settings.listen);
        CPPUNIT_ASSERT_EQUAL(string("N"), line.settings.name);
    }

    void saysWhatIsMissing() {
        refuses({}, "no data directory: give --data DIR");
        refuses({"--data", "d"}, "no address to listen on: give --listen ADDR:PORT");
        refuses({"--listen", "0.0.0.0:1", "--data"}, "--data needs a value");
    }

    void namesTheNearestFlag() {
        refuses({"--lisen", "x"}, "unknown argument \"--lisen\"; did you mean --listen?");
        refuses({"whatever-this-is"}, "unknown argument \"whatever-this-is\"");
    }

    void helpAndVersionNeedNothingElse() {
        CPPUNIT_ASSERT(read({"--help"}).help);
        CPPUNIT_ASSERT(read({"-h"}).help);
        CPPUNIT_ASSERT(read({"--version"}).version);
        CPPUNIT_ASSERT(usage().find("--config FILE") != string::npos);
        CPPUNIT_ASSERT(!version().empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CommandLineTest);
