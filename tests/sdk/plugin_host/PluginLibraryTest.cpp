// SPDX-License-Identifier: Apache-2.0
#include "TestPlugins.h"

#include <durus/core/Error.h>

#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>
#include <sys/stat.h>

#include <fstream>

using durus::Error;
using durus::ErrorCode;
using durus::plugin_host::PluginLibrary;
namespace fs = std::filesystem;

class PluginLibraryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PluginLibraryTest);
    CPPUNIT_TEST(loadsAPluginWrittenInC);
    CPPUNIT_TEST(findsTheParts);
    CPPUNIT_TEST(acceptsAnEntryOfALaterVersion);
    CPPUNIT_TEST(refusesWhatBreaksTheAbi);
    CPPUNIT_TEST(refusesWhatIsNotThere);
    CPPUNIT_TEST(refusesGarbage);
    CPPUNIT_TEST(refusesEveryTruncation);
    CPPUNIT_TEST(refusesWhatEverybodyMayWrite);
    CPPUNIT_TEST(refusesALibraryThatIsNoPlugin);
    CPPUNIT_TEST(canBeLoadedTwice);
    CPPUNIT_TEST_SUITE_END();

public:
    void loadsAPluginWrittenInC() {
        const auto plugin = host_.open("c_none");
        CPPUNIT_ASSERT_EQUAL(std::string("plain-c"), plugin->id());
        CPPUNIT_ASSERT_EQUAL(std::string("A plugin in C"), plugin->name());
        CPPUNIT_ASSERT_EQUAL(std::string("1.0"), plugin->version());
        CPPUNIT_ASSERT(plugin->translator() == nullptr && plugin->codec() == nullptr);
        CPPUNIT_ASSERT_EQUAL(std::string("plugin.plain-c: hello from C"), host_.log.lines.front());
    }

    void findsTheParts() {
        CPPUNIT_ASSERT(host_.open("scripted_a")->translator() != nullptr);
        CPPUNIT_ASSERT(host_.open("scripted_a")->codec() == nullptr);
        CPPUNIT_ASSERT(host_.open("scripted_codec")->codec() != nullptr);
        CPPUNIT_ASSERT(host_.open("scripted_codec")->translator() == nullptr);
    }

    void acceptsAnEntryOfALaterVersion() {
        CPPUNIT_ASSERT_EQUAL(std::string("plain-c"), host_.open("c_large_entry")->id());
    }

    void refusesWhatBreaksTheAbi() {
        expectRefusal("c_small_entry", "smaller than");
        expectRefusal("c_wrong_major", "built for ABI 2");
        expectRefusal("c_no_entry", "exports no durus_plugin_entry_v1");
        expectRefusal("c_null_entry", "entry function gave nothing");
        expectRefusal("c_bad_id", "its id");
        expectRefusal("c_bad_name", "plain text");
        expectRefusal("c_refuses", "not_authorized");
        expectRefusal("c_incomplete", "lacks a function");
        expectRefusal("c_no_init", "lacks a function");
        expectRefusal("c_extension", "internal");
    }

    void refusesWhatIsNotThere() {
        CPPUNIT_ASSERT(refusal(dir_ / "missing.so").code() == ErrorCode::NotFound);
        CPPUNIT_ASSERT(refusal(dir_.path()).code() == ErrorCode::NotFound);
    }

    void refusesGarbage() {
        for (const std::string& content :
             {std::string(), std::string("#!/bin/sh\n"), std::string(70, '\0'), std::string(4096, 'x'),
              std::string("\x7F"
                          "ELF") +
                  std::string(4096, '\xFF')})
            CPPUNIT_ASSERT(refusal(write(content)).code() == ErrorCode::PluginMisbehaved);
    }

    /// The dynamic linker dies of some of these files with a bus error.
    void refusesEveryTruncation() {
        const std::string whole = read(testPlugin("c_none"));
        for (std::size_t tenth = 0; tenth < 10; ++tenth) {
            const auto error = refusal(write(whole.substr(0, whole.size() * tenth / 10)));
            CPPUNIT_ASSERT(error.code() == ErrorCode::PluginMisbehaved);
        }
        const auto error = refusal(write(whole.substr(0, whole.size() - 1)));
        CPPUNIT_ASSERT_MESSAGE(error.what(),
                               std::string(error.what()).find("cut short") != std::string::npos);
    }

    void refusesWhatEverybodyMayWrite() {
        const fs::path file = dir_ / "copy.so";
        fs::copy_file(testPlugin("c_none"), file);
        ::chmod(file.c_str(), 0666);
        expectFault(refusal(file), "everybody may write to it");
        ::chmod(file.c_str(), 0644);
        ::chmod(dir_.path().c_str(), 0777);
        expectFault(refusal(file), "everybody may write to its directory");
        CPPUNIT_ASSERT(refusal(file).nextStep().find("chmod o-w") != std::string::npos);
        ::chmod(dir_.path().c_str(), 0700);
        CPPUNIT_ASSERT_EQUAL(std::string("plain-c"),
                             PluginLibrary::open(file, {host_.log, host_.clock})->id());
    }

    void refusesALibraryThatIsNoPlugin() {
        const fs::path link = dir_ / "libdl.so";
        fs::create_symlink("/proc/self/exe", link);
        CPPUNIT_ASSERT(refusal(link).code() == ErrorCode::PluginMisbehaved);
    }

    void canBeLoadedTwice() {
        const auto first = host_.open("scripted_codec");
        {
            const auto second = host_.open("scripted_codec");
            CPPUNIT_ASSERT(first->codec() == second->codec());
        }
        CPPUNIT_ASSERT(host_.open("scripted_codec")->codec() != nullptr);
    }

private:
    Error refusal(const fs::path& file) {
        try {
            PluginLibrary::open(file, {host_.log, host_.clock});
        } catch (const Error& error) {
            return error;
        }
        CPPUNIT_FAIL(file.string() + " was not refused");
        return Error(ErrorCode::Internal, "");
    }
    void expectRefusal(const std::string& plugin, const std::string& fault) {
        expectFault(refusal(testPlugin(plugin)), fault);
    }
    static void expectFault(const Error& error, const std::string& fault) {
        CPPUNIT_ASSERT_MESSAGE(error.what(), error.code() == ErrorCode::PluginMisbehaved);
        CPPUNIT_ASSERT_MESSAGE(error.what(), std::string(error.what()).find(fault) != std::string::npos);
        CPPUNIT_ASSERT(!error.nextStep().empty());
    }
    fs::path write(const std::string& content) {
        const fs::path file = dir_ / ("plugin" + std::to_string(++written_) + ".so");
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    static std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    TestHost host_;
    durus::test::TempDir dir_;
    int written_ = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PluginLibraryTest);
