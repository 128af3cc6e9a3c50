// SPDX-License-Identifier: Apache-2.0
#include "support/TempDir.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace durus::test {

TempDir::TempDir() {
    std::string pattern = (std::filesystem::temp_directory_path() / "durus-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace durus::test
