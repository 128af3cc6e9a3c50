// SPDX-License-Identifier: Apache-2.0
#include "reference/SqliteRepository.h"

#include "contract/RepositoryContract.h"
#include "reference/Sqlite.h"
#include "support/TempDir.h"

#include <durus/core/Error.h>

#include <fstream>

using namespace durus;
using namespace durus::reference;

namespace {

class SqliteRig final : public RepositoryRig {
public:
    std::unique_ptr<Repository> open() override {
        return std::make_unique<SqliteRepository>(file(), WallTime{Milliseconds{1000}});
    }

    std::filesystem::path file() const { return directory_ / "backend.sqlite"; }

private:
    test::TempDir directory_;
};

} // namespace

class SqliteRepositoryTest : public RepositoryContract {
    CPPUNIT_TEST_SUB_SUITE(SqliteRepositoryTest, RepositoryContract);
    CPPUNIT_TEST(aNewerSchemaIsRefused);
    CPPUNIT_TEST(aFileThatIsNoDatabaseIsRefused);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<RepositoryRig> makeRig() override { return std::make_unique<SqliteRig>(); }

private:
    void aNewerSchemaIsRefused() {
        SqliteRig rig;
        rig.open();
        sqlite::Connection(rig.file()).execute("INSERT INTO migration VALUES (99, 'of tomorrow', 0)");
        try {
            rig.open();
            CPPUNIT_FAIL("opened");
        } catch (const Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::NewerSchema);
            CPPUNIT_ASSERT(!error.nextStep().empty());
        }
    }

    void aFileThatIsNoDatabaseIsRefused() {
        SqliteRig rig;
        std::ofstream(rig.file()) << std::string(5000, 'x');
        CPPUNIT_ASSERT_THROW(rig.open(), Error);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqliteRepositoryTest);
