// SPDX-License-Identifier: Apache-2.0
// durus-make-library DATA_DIR [--catalogue] FILE_OR_FOLDER...: fills a data directory for tests and
// benchmarks. Prints the slug of each recording it took in.
#include "SampleLibrary.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <string_view>
#include <vector>

namespace {

std::vector<std::filesystem::path> filesOf(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path)) return {path};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(path))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: durus-make-library DATA_DIR [--catalogue] FILE_OR_FOLDER...\n";
        return 2;
    }
    try {
        durus::test::SampleLibrary library(argv[1]);
        for (int i = 2; i < argc; ++i) {
            if (std::string_view(argv[i]) == "--catalogue") {
                library.addCatalogue();
                continue;
            }
            for (const auto& file : filesOf(argv[i]))
                std::cout << library.import(file) << '\n';
        }
        return 0;
    } catch (const std::exception& fault) {
        std::cerr << "durus-make-library: " << fault.what() << '\n';
        return 1;
    }
}
