// SPDX-License-Identifier: Apache-2.0
#include "app/SettingsFile.h"

#include "support/Process.h"
#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

using namespace durus;
using namespace durus::mediaserver;
using std::string;

class SettingsFileTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SettingsFileTest);
    CPPUNIT_TEST(readsEverySetting);
    CPPUNIT_TEST(anUnknownKeyNamesTheNearest);
    CPPUNIT_TEST(aWrongValueSaysWhatIsAllowed);
    CPPUNIT_TEST(aFileThatIsNotThere);
    CPPUNIT_TEST(theFileThatShipsIsValidAndChangesNothing);
    CPPUNIT_TEST(everySettingThatShipsIsKnown);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory;

    Settings read(const string& text) {
        std::ofstream(directory / "c.properties") << text;
        Settings settings;
        readSettingsFile(directory / "c.properties", settings);
        return settings;
    }

    void refuses(const string& text, const string& fault) {
        try {
            read(text);
            CPPUNIT_FAIL("accepted: " + text);
        } catch (const SettingsError& error) {
            CPPUNIT_ASSERT_EQUAL("configuration " + (directory / "c.properties").string() + ": " + fault,
                                 string(error.what()));
        }
    }

    static string shipped() {
        std::ifstream file(test::sourceDir() / "mediaserver/mediaserver.properties");
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void readsEverySetting() {
        const Settings settings =
            read("# comment\ndata = /srv/durus\nlisten = [::]:80\nname = مسجد النور\nlanguage = ar\n"
                 "hosts = box.example, other  third\nworkers = 4\nlog.level = warning\n");
        CPPUNIT_ASSERT_EQUAL(string("/srv/durus"), settings.data.string());
        CPPUNIT_ASSERT_EQUAL(string("[::]:80"), settings.listen);
        CPPUNIT_ASSERT_EQUAL(string("مسجد النور"), settings.name);
        CPPUNIT_ASSERT_EQUAL(string("ar"), settings.language);
        CPPUNIT_ASSERT((settings.hosts == std::vector<string>{"box.example", "other", "third"}));
        CPPUNIT_ASSERT_EQUAL(4U, settings.workers);
        CPPUNIT_ASSERT(settings.logLevel == LogLevel::Warning);
    }

    void anUnknownKeyNamesTheNearest() {
        refuses("lisen = x\n", "unknown key \"lisen\"; did you mean \"listen\"?");
        refuses("log.levle = x\n", "unknown key \"log.levle\"; did you mean \"log.level\"?");
        refuses("quite.something.else = x\n", "unknown key \"quite.something.else\"");
    }

    void aWrongValueSaysWhatIsAllowed() {
        refuses("workers = 0\n", "workers is \"0\": it must be a number from 1 to 64");
        refuses("workers = two\n", "workers is \"two\": it must be a number from 1 to 64");
        refuses("language = fr\n", "language is \"fr\": it must be ar or en");
        refuses("log.level = loud\n", "log.level is \"loud\": it must be debug, info, warning or error");
    }

    void aFileThatIsNotThere() {
        Settings settings;
        CPPUNIT_ASSERT_THROW(readSettingsFile(directory / "nope", settings), SettingsError);
    }

    void theFileThatShipsIsValidAndChangesNothing() {
        CPPUNIT_ASSERT(!shipped().empty());
        const Settings settings = read(shipped());
        CPPUNIT_ASSERT(settings.data.empty() && settings.listen.empty() && settings.hosts.empty());
    }

    // The lines that are commented out must be right, too.
    void everySettingThatShipsIsKnown() {
        string text;
        std::istringstream lines(shipped());
        for (string line; std::getline(lines, line);)
            if (line.size() > 1 && line[0] == '#' && line[1] != ' ') text += line.substr(1) + "\n";
        const Settings settings = read(text);
        CPPUNIT_ASSERT_EQUAL(Settings{}.workers, settings.workers);
        CPPUNIT_ASSERT_EQUAL(Settings{}.language, settings.language);
        CPPUNIT_ASSERT(settings.logLevel == Settings{}.logLevel);
        CPPUNIT_ASSERT(!settings.data.empty() && !settings.listen.empty());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SettingsFileTest);
