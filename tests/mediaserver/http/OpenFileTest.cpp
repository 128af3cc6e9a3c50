// SPDX-License-Identifier: Apache-2.0
#include "http/OpenFile.h"

#include "support/TempDir.h"

#include <cppunit/extensions/HelperMacros.h>
#include <fcntl.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

using namespace durus::mediaserver::http;
namespace fs = std::filesystem;

class OpenFileTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OpenFileTest);
    CPPUNIT_TEST(opensWhatLiesBeneath);
    CPPUNIT_TEST(refusesWhatLeadsOut);
    CPPUNIT_TEST(refusesWhatIsNoFile);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        fs::create_directories(temp_ / "root/sub");
        std::ofstream(temp_ / "root/sub/a.mp3") << "12345";
        std::ofstream(temp_ / "secret") << "x";
        directory_.reset(::open((temp_ / "root").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    }

    void opensWhatLiesBeneath() {
        const auto file = OpenFile::openBeneath(directory_.get(), "sub/a.mp3");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(5), file->size());
        CPPUNIT_ASSERT(file->modified() > 0);
        // What was opened stays what it was when the name goes to another file.
        fs::rename(temp_ / "secret", temp_ / "root/sub/a.mp3");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t(5), file->size());
    }

    void refusesWhatLeadsOut() {
        fs::create_symlink("../secret", temp_ / "root/link");
        fs::create_directory_symlink(temp_.path(), temp_ / "root/up");
        fs::create_symlink("sub/a.mp3", temp_ / "root/inside");
        const std::string absolute = (temp_ / "secret").string();
        for (const std::string& path :
             {std::string("../secret"), std::string("sub/../../secret"), absolute, std::string("link"),
              std::string("up/secret"), std::string("inside"), std::string("missing"), std::string()})
            CPPUNIT_ASSERT_THROW_MESSAGE(path, OpenFile::openBeneath(directory_.get(), path),
                                         std::system_error);
    }

    void refusesWhatIsNoFile() {
        CPPUNIT_ASSERT_THROW(OpenFile::openBeneath(directory_.get(), "sub"), std::system_error);
        CPPUNIT_ASSERT_THROW(OpenFile::open("/dev/null"), std::system_error);
        CPPUNIT_ASSERT_THROW(OpenFile::open((temp_ / "none").string()), std::system_error);
    }

private:
    durus::test::TempDir temp_;
    durus::FileDescriptor directory_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(OpenFileTest);
