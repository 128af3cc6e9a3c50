// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace durus::conformance {

/// One line of the table. cases/README.md says how a line is written.
struct Case {
    std::string group; ///< the file it is from, without its ending
    std::string name;
    std::string source;    ///< the section of the RFC it follows from
    bool oursOnly = false; ///< says nothing about a static file server
    std::string request;
    std::vector<std::string> expected;
};

/// All cases of a folder of *.txt files, by file name and line.
/// Errors: std::runtime_error that names the file and the line.
std::vector<Case> readCases(const std::filesystem::path& folder);

} // namespace durus::conformance
