// SPDX-License-Identifier: Apache-2.0
// durus-conformance [--json] [--faults] [--write FILE]: the HTTP conformance table against durus-mediaserver,
// and against nginx and lighttpd where they are installed. Exit 0 = ours has every case right, 1 = it has
// not, 2 = it could not be run. --faults also shows what the references got wrong; --write makes the page of
// the documentation, for which both references must be there.
#include "Results.h"

#include <csignal>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string_view>

namespace {

using namespace durus;

struct Options {
    bool json = false;
    bool faults = false;
    std::filesystem::path page;
};

Options readOptions(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--json")
            options.json = true;
        else if (word == "--faults")
            options.faults = true;
        else if (word == "--write" && i + 1 < argc)
            options.page = argv[++i];
        else
            throw std::runtime_error("usage: durus-conformance [--json] [--faults] [--write FILE]");
    }
    return options;
}

std::vector<conformance::Column> runAll(const std::vector<conformance::Case>& cases) {
    std::vector<conformance::Column> columns;
    columns.push_back(runCases(cases, conformance::startOurs()));
    for (const auto start : {conformance::startNginx, conformance::startLighttpd})
        if (const auto reference = start()) columns.push_back(runCases(cases, *reference));
    return columns;
}

int run(const Options& options) {
    const auto cases = conformance::readCases(test::sourceDir() / "tests/conformance/cases");
    const auto columns = runAll(cases);
    std::cout << (options.json ? asJson(cases, columns) : asText(cases, columns));
    for (const auto& column : columns)
        if (options.faults || &column == &columns.front()) std::cerr << faultsOf(cases, column);
    if (!options.page.empty()) {
        if (columns.size() != 3) throw std::runtime_error("the page needs nginx and lighttpd");
        std::ofstream(options.page) << asMarkdown(cases, columns);
    }
    return columns.front().right() == cases.size() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(readOptions(argc, argv));
    } catch (const std::exception& fault) {
        std::cerr << "durus-conformance: " << fault.what() << '\n';
        return 2;
    }
}
