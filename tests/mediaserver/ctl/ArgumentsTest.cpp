// SPDX-License-Identifier: Apache-2.0
#include "Arguments.h"

#include <cppunit/extensions/HelperMacros.h>

using durus::Milliseconds;
using durus::ctl::Arguments;
using durus::ctl::OptionNames;
using durus::ctl::UsageError;

class ArgumentsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ArgumentsTest);
    CPPUNIT_TEST(takesOptionsAnywhere);
    CPPUNIT_TEST(takesValuesWithEqualsSign);
    CPPUNIT_TEST(endsOptionsAtTwoDashes);
    CPPUNIT_TEST(refusesWhatItDoesNotKnow);
    CPPUNIT_TEST(refusesAMissingValue);
    CPPUNIT_TEST(countsPositionalWords);
    CPPUNIT_TEST(readsTimes);
    CPPUNIT_TEST(refusesWhatIsNoTime);
    CPPUNIT_TEST_SUITE_END();

    const OptionNames names_{.values = {"--for", "--account"}, .flags = {"--all"}};

public:
    void takesOptionsAnywhere() {
        const auto parsed = Arguments::parse({"one", "--account", "aisha", "two", "--all"}, names_);
        CPPUNIT_ASSERT((parsed.positional() == std::vector<std::string>{"one", "two"}));
        CPPUNIT_ASSERT_EQUAL(std::string("aisha"), parsed.required("--account"));
        CPPUNIT_ASSERT(parsed.has("--all"));
        CPPUNIT_ASSERT(!parsed.value("--for").has_value());
    }

    void takesValuesWithEqualsSign() {
        const auto parsed = Arguments::parse({"--account=a=b"}, names_);
        CPPUNIT_ASSERT_EQUAL(std::string("a=b"), parsed.required("--account"));
    }

    void endsOptionsAtTwoDashes() {
        const auto parsed = Arguments::parse({"--", "--all", "-x"}, names_);
        CPPUNIT_ASSERT((parsed.positional() == std::vector<std::string>{"--all", "-x"}));
        CPPUNIT_ASSERT(!parsed.has("--all"));
    }

    void refusesWhatItDoesNotKnow() {
        CPPUNIT_ASSERT_THROW(Arguments::parse({"--fro", "5"}, names_), UsageError);
    }

    void refusesAMissingValue() {
        CPPUNIT_ASSERT_THROW(Arguments::parse({"--for"}, names_), UsageError);
        CPPUNIT_ASSERT_THROW(Arguments::parse({}, names_).required("--account"), UsageError);
    }

    void countsPositionalWords() {
        const auto parsed = Arguments::parse({"one", "two"}, names_);
        CPPUNIT_ASSERT_NO_THROW(parsed.expectPositional(1, 2));
        CPPUNIT_ASSERT_THROW(parsed.expectPositional(3, 4), UsageError);
        CPPUNIT_ASSERT_THROW(parsed.expectPositional(0, 1), UsageError);
    }

    void readsTimes() {
        const auto time = [this](const std::string& text) {
            return Arguments::parse({"--for", text}, names_).duration("--for").value();
        };
        CPPUNIT_ASSERT(time("90") == Milliseconds{90'000});
        CPPUNIT_ASSERT(time("1.5s") == Milliseconds{1'500});
        CPPUNIT_ASSERT(time("1:30") == Milliseconds{90'000});
        CPPUNIT_ASSERT(time("1:02:03") == Milliseconds{3'723'000});
    }

    void refusesWhatIsNoTime() {
        for (const auto* text : {"", "soon", "-5", "1:", "1:2:3:4", "5 s", "nan", "1e400"})
            CPPUNIT_ASSERT_THROW_MESSAGE(text, Arguments::parse({"--for", text}, names_).duration("--for"),
                                         UsageError);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ArgumentsTest);
