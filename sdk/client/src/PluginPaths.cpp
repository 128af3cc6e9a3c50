// SPDX-License-Identifier: Apache-2.0
#include <durus/client/Device.h>

#include <cstdlib>
#include <sstream>
#include <system_error>

namespace durus::client {

namespace fs = std::filesystem;

std::vector<fs::path> defaultPluginDirectories() {
    std::vector<fs::path> directories;
    if (const char* named = std::getenv("DURUS_PLUGIN_PATH")) {
        std::istringstream path(named);
        for (std::string directory; std::getline(path, directory, ':');)
            if (!directory.empty()) directories.emplace_back(directory);
        return directories;
    }
    std::error_code fault;
    const auto program = fs::read_symlink("/proc/self/exe", fault);
    if (!fault) directories.push_back(program.parent_path().parent_path() / "lib/durus/plugins");
    directories.emplace_back(DURUS_INSTALLED_PLUGIN_DIR);
    return directories;
}

} // namespace durus::client
