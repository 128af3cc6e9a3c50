// SPDX-License-Identifier: Apache-2.0
#include "TestPlugins.h"

#include <durus/plugin_host/PluginRegistry.h>

#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>

#include <array>
#include <fstream>

using durus::plugin_host::PluginRegistry;
namespace fs = std::filesystem;

class PluginRegistryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PluginRegistryTest);
    CPPUNIT_TEST(findsPluginsByName);
    CPPUNIT_TEST(keepsGoingPastBadFiles);
    CPPUNIT_TEST(takesTheFirstOfAnId);
    CPPUNIT_TEST(passesOverDirectoriesThatAreNotThere);
    CPPUNIT_TEST(looksAtAFileOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        fs::create_directory(first_);
        fs::create_directory(second_);
    }

    void findsPluginsByName() {
        install("scripted_b", first_);
        install("scripted_a", second_);
        std::ofstream(first_ / "README.txt") << "no plugin";
        discover();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registry_.plugins().size());
        CPPUNIT_ASSERT_EQUAL(std::string("scripted-b"), registry_.plugins()[0]->id());
        CPPUNIT_ASSERT(registry_.find("scripted-a") != nullptr);
        CPPUNIT_ASSERT(registry_.find("scripted-") == nullptr);
        CPPUNIT_ASSERT(registry_.problems().empty());
    }

    void keepsGoingPastBadFiles() {
        std::ofstream(first_ / "a.so") << "garbage";
        install("c_wrong_major", first_);
        install("scripted_a", first_);
        fs::create_symlink(first_ / "nowhere", first_ / "dangling.so");
        discover();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registry_.plugins().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, registry_.problems().size());
        CPPUNIT_ASSERT_EQUAL(std::string("a.so"), registry_.problems()[0].file.filename().string());
        for (const auto& problem : registry_.problems())
            CPPUNIT_ASSERT(!problem.fault.empty() && !problem.nextStep.empty());
    }

    void takesTheFirstOfAnId() {
        install("c_none", second_);
        install("c_large_entry", first_);
        discover();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registry_.plugins().size());
        CPPUNIT_ASSERT_EQUAL(std::string("c_large_entry.so"),
                             registry_.find("plain-c")->file().filename().string());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registry_.problems().size());
        CPPUNIT_ASSERT(registry_.problems()[0].fault.find("c_large_entry.so") != std::string::npos);
    }

    void passesOverDirectoriesThatAreNotThere() {
        fs::remove(first_);
        install("scripted_a", second_);
        discover();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registry_.plugins().size());
        CPPUNIT_ASSERT(registry_.problems().empty());
    }

    void looksAtAFileOnce() {
        install("scripted_a", first_);
        fs::create_symlink(first_ / "scripted_a.so", second_ / "again.so");
        discover();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registry_.plugins().size());
        CPPUNIT_ASSERT(registry_.problems().empty());
    }

private:
    static void install(const std::string& plugin, const fs::path& directory) {
        fs::copy_file(testPlugin(plugin), directory / (plugin + ".so"));
    }
    void discover() {
        const std::array directories{first_, second_};
        registry_.discover(directories);
    }

    TestHost host_;
    durus::test::TempDir dir_;
    fs::path first_ = dir_ / "first";
    fs::path second_ = dir_ / "second";
    PluginRegistry registry_{{host_.log, host_.clock}};
};

CPPUNIT_TEST_SUITE_REGISTRATION(PluginRegistryTest);
