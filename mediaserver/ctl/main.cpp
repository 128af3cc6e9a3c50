// SPDX-License-Identifier: Apache-2.0
#include "Command.h"
#include "Session.h"

#include <durus/core/Error.h>

#include <Poco/JSON/Object.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <vector>

namespace {

using namespace durus;
using namespace durus::ctl;

constexpr int kFailed = 1;
constexpr int kUsage = 2;

void printHelp(std::ostream& out) {
    out << "usage: durusctl [--data DIR] [--json] COMMAND ...\n"
           "DIR defaults to $DURUS_DATA.\n\n";
    std::size_t width = 0;
    for (const auto& command : commands())
        width = std::max(width, command.name.size() + command.synopsis.size() + 1);
    for (const auto& command : commands()) {
        const auto left = std::string(command.name) + ' ' + std::string(command.synopsis);
        out << "  " << left << std::string(width - left.size() + 2, ' ') << command.summary << '\n';
    }
}

/// The command the words begin with, the longest name first; how many words it took.
std::pair<const Command*, std::size_t> findCommand(const std::vector<std::string>& words) {
    for (const std::size_t count : {2U, 1U}) {
        if (words.size() < count) continue;
        const auto name = count == 2 ? words[0] + ' ' + words[1] : words[0];
        for (const auto& command : commands())
            if (command.name == name) return {&command, count};
    }
    return {nullptr, 0};
}

std::string unknownCommand(const std::string& word) {
    std::string group;
    for (const auto& command : commands())
        if (command.name.starts_with(word + ' '))
            group += (group.empty() ? "" : ", ") + std::string(command.name.substr(word.size() + 1));
    if (!group.empty()) return "'" + word + "' wants one of: " + group;
    return "there is no command '" + word + "'; durusctl help lists them";
}

/// Takes the options that stand before the command off the words.
GlobalOptions takeGlobalOptions(std::vector<std::string>& words) {
    GlobalOptions options;
    if (const char* data = std::getenv("DURUS_DATA")) options.data = data;
    while (!words.empty() && words.front().starts_with("--")) {
        const auto word = words.front();
        words.erase(words.begin());
        if (word == "--json") {
            options.json = true;
        } else if (word == "--help") {
            words = {"help"};
            break;
        } else if (word == "--data" || word.starts_with("--data=")) {
            if (word == "--data" && words.empty()) throw UsageError("--data needs a directory");
            options.data = word == "--data" ? words.front() : word.substr(7);
            if (word == "--data") words.erase(words.begin());
        } else {
            throw UsageError("unknown option " + word + " before the command");
        }
    }
    return options;
}

int run(std::vector<std::string> words) {
    auto options = takeGlobalOptions(words);
    if (words.empty() || words.front() == "help") {
        printHelp(words.empty() ? std::cerr : std::cout);
        return words.empty() ? kUsage : 0;
    }
    const auto [command, taken] = findCommand(words);
    if (command == nullptr) throw UsageError(unknownCommand(words.front()));
    try {
        words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(taken));
        const auto arguments = Arguments::parse(words, command->options);
        if (options.data.empty()) throw UsageError("say where the box lives: --data DIR, or set DURUS_DATA");
        Session session(std::move(options));
        return command->run(session, arguments);
    } catch (const UsageError& fault) {
        throw UsageError(std::string(fault.what()) + "; usage: durusctl " + std::string(command->name) + ' ' +
                         std::string(command->synopsis));
    }
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run({argv + 1, argv + argc});
    } catch (const UsageError& fault) {
        std::cerr << "durusctl: " << fault.what() << '\n';
        return kUsage;
    } catch (const Error& fault) {
        std::cerr << "durusctl: " << fault.what();
        if (!fault.nextStep().empty()) std::cerr << "; " << fault.nextStep();
        std::cerr << '\n';
        return kFailed;
    } catch (const std::exception& fault) {
        std::cerr << "durusctl: " << fault.what() << '\n';
        return kFailed;
    }
}
