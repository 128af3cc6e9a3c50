// SPDX-License-Identifier: Apache-2.0
#include "Footprint.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace durus::test {

Footprint Footprint::of(pid_t process) {
    const std::filesystem::path folder = "/proc/" + std::to_string(process);
    Footprint taken;
    std::ifstream status(folder / "status");
    for (std::string word; status >> word;)
        if (word == "VmRSS:") status >> taken.residentKib;
    const std::filesystem::directory_iterator descriptors(folder / "fd");
    taken.descriptors = static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
    return taken;
}

} // namespace durus::test
