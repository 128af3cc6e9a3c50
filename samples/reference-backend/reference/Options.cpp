// SPDX-License-Identifier: Apache-2.0
#include "reference/Options.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>

namespace durus::reference {

namespace {

[[noreturn]] void fail(const std::string& fault) {
    throw Error(ErrorCode::InvalidInput, fault, "See --help.");
}

TokenGrant readGrant(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
        fail("--token wants NAME=TOKEN, not \"" + text.substr(0, equals) + '"');
    return {.name = text.substr(0, equals), .token = text.substr(equals + 1)};
}

void addGrant(std::vector<TokenGrant>& grants, TokenGrant grant) {
    const auto other = std::find_if(grants.begin(), grants.end(), [&](const TokenGrant& g) {
        return g.token == grant.token && g.name != grant.name;
    });
    if (other != grants.end())
        fail("--token gives " + other->name + " and " + grant.name + " the same token");
    grants.push_back(std::move(grant));
}

void check(const Options& options, bool hasCertificate, bool hasKey) {
    if (options.help) return;
    if (options.backend.listen.empty()) fail("--listen ADDR:PORT is missing");
    if (options.backend.listen.rfind(':') == std::string::npos)
        fail("--listen wants ADDR:PORT, not \"" + options.backend.listen + '"');
    if (options.backend.database.empty()) fail("--database FILE or postgresql://... is missing");
    if (hasCertificate != hasKey) fail("--tls-cert and --tls-key go together");
}

} // namespace

const char* const kUsage =
    R"(Usage: durus-reference-backend --listen ADDR:PORT --database FILE|URI [OPTION]...
A small backend for trying and testing: lectures, and listeners' progress.

  --listen ADDR:PORT   where to serve; port 0 takes any
  --database FILE      SQLite file for accounts and progress; made if there is none
  --database URI       a database of PostgreSQL, postgresql://..., that several backends may share
  --library DIR        folder of tagged audio that becomes the catalogue
  --token NAME=TOKEN   lets the listener NAME in with this bearer token; may be repeated
  --tls-cert FILE      PEM certificate; without one, plain http on loopback addresses only
  --tls-key FILE       its PEM key
  --quirks[=A,B...]    what the platform does to its clients, all of it or some: outage-401, deadlock,
                       year-10000, discard, rate-limit, null-summary, recent-ties, pool
  --help               this text

Prints "ready URL" once it serves. Ends with 0 on SIGTERM and SIGINT, 1 if it cannot start, 2 on bad usage.
)";

Options parseOptions(std::span<const char* const> arguments) {
    Options options;
    options.backend.listen.clear();
    TlsFiles tls;
    const std::map<std::string, std::function<void(const std::string&)>> readers = {
        {"--listen", [&](auto& value) { options.backend.listen = value; }},
        {"--database", [&](auto& value) { options.backend.database = value; }},
        {"--library", [&](auto& value) { options.library = value; }},
        {"--token", [&](auto& value) { addGrant(options.backend.tokens, readGrant(value)); }},
        {"--tls-cert", [&](auto& value) { tls.certificate = value; }},
        {"--tls-key", [&](auto& value) { tls.key = value; }},
        {"--quirks", [&](auto& value) { options.backend.quirks = Quirks::named(value); }},
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string argument = arguments[i];
        if (argument == "--help") {
            options.help = true;
            continue;
        }
        if (argument == "--quirks") {
            options.backend.quirks = Quirks::all();
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        const auto reader = readers.find(name);
        if (reader == readers.end()) fail("unknown option \"" + name + '"');
        if (equals == std::string::npos && i + 1 == arguments.size()) fail(name + " wants a value");
        reader->second(equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1));
    }
    check(options, !tls.certificate.empty(), !tls.key.empty());
    if (!tls.certificate.empty()) options.backend.tls = tls;
    return options;
}

} // namespace durus::reference
