// SPDX-License-Identifier: Apache-2.0
#include "app/CommandLine.h"

#include "app/SettingsFile.h"
#include "app/Suggestion.h"

#include <array>
#include <optional>
#include <string>

namespace durus::mediaserver {

namespace {

constexpr std::array<std::string_view, 5> kFlags{"--data", "--listen", "--config", "--help", "--version"};

struct Flags {
    std::optional<std::string> data;
    std::optional<std::string> listen;
    std::optional<std::string> config;
    bool help = false;
    bool version = false;
};

[[noreturn]] void refuse(std::string_view argument) {
    std::string fault = "unknown argument \"" + std::string(argument) + "\"";
    const std::string_view nearest = nearestWord(argument, kFlags);
    if (!nearest.empty()) fault += "; did you mean " + std::string(nearest) + "?";
    throw SettingsError(fault);
}

std::optional<std::string>* valueOf(Flags& flags, std::string_view name) {
    if (name == "--data") return &flags.data;
    if (name == "--listen") return &flags.listen;
    if (name == "--config") return &flags.config;
    return nullptr;
}

Flags readFlags(std::span<const char* const> arguments) {
    Flags flags;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        const std::size_t equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        if (argument == "--help" || argument == "-h") {
            flags.help = true;
        } else if (argument == "--version") {
            flags.version = true;
        } else if (auto* const value = valueOf(flags, name)) {
            if (equals == std::string_view::npos && i + 1 == arguments.size())
                throw SettingsError(std::string(name) + " needs a value");
            *value = equals == std::string_view::npos ? std::string(arguments[++i])
                                                      : std::string(argument.substr(equals + 1));
        } else {
            refuse(argument);
        }
    }
    return flags;
}

} // namespace

CommandLine readCommandLine(std::span<const char* const> arguments) {
    const Flags flags = readFlags(arguments);
    CommandLine line{.help = flags.help, .version = flags.version, .settings = {}};
    if (line.help || line.version) return line;
    if (flags.config) readSettingsFile(*flags.config, line.settings);
    if (flags.data) line.settings.data = *flags.data;
    if (flags.listen) line.settings.listen = *flags.listen;
    requireComplete(line.settings);
    return line;
}

std::string_view usage() noexcept {
    return "usage: durus-mediaserver --data DIR --listen ADDR:PORT [--config FILE]\n"
           "\n"
           "Serves the lectures of a data directory to the local network: a web page, the platform's read "
           "API and\n"
           "the recordings themselves.\n"
           "\n"
           "  --data DIR          the data directory, the same that durusctl works on\n"
           "  --listen ADDR:PORT  0.0.0.0:8080 for all of IPv4, [::]:8080 for everything; port 0 takes a "
           "free one\n"
           "  --config FILE       settings beyond these; flags win over the file\n"
           "  --version           print the version\n"
           "  --help              print this\n"
           "\n"
           "Prints \"ready http://ADDR:PORT\" once it serves. SIGTERM or SIGINT end it.\n"
           "Exit status: 0 ended in order, 1 could not serve, 2 wrong usage or configuration.\n";
}

std::string_view version() noexcept {
    return DURUS_VERSION;
}

} // namespace durus::mediaserver
