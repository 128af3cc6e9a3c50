// SPDX-License-Identifier: Apache-2.0
#include "Case.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

namespace durus::conformance {

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + separator.size()) {
        end = text.find(separator, begin);
        parts.push_back(trimmed(text.substr(begin, end == std::string::npos ? end : end - begin)));
    }
    return parts;
}

Case parse(const std::string& line, const std::string& group) {
    const auto columns = split(line, " | ");
    if (columns.size() != 5) throw std::runtime_error("a case has five columns");
    if (columns[2] != "all" && columns[2] != "ours") throw std::runtime_error("neither all nor ours");
    return {.group = group,
            .name = columns[0],
            .source = columns[1],
            .oursOnly = columns[2] == "ours",
            .request = columns[3],
            .expected = split(columns[4], " & ")};
}

} // namespace

std::vector<Case> readCases(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::ranges::sort(files);

    std::vector<Case> cases;
    std::set<std::string> names;
    for (const auto& file : files) {
        std::ifstream lines(file);
        std::size_t number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            if (line.empty() || line.front() == '#') continue;
            try {
                cases.push_back(parse(line, file.stem().string()));
                if (!names.insert(cases.back().name).second) throw std::runtime_error("the name is taken");
            } catch (const std::exception& fault) {
                throw std::runtime_error(file.filename().string() + ":" + std::to_string(number) + ": " +
                                         fault.what());
            }
        }
    }
    return cases;
}

} // namespace durus::conformance
