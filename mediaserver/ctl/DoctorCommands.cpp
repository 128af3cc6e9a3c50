// SPDX-License-Identifier: Apache-2.0
#include "DoctorCommands.h"

#include "Arguments.h"
#include "Session.h"
#include "Table.h"

#include <durus/client/Synchroniser.h>

#include <Poco/JSON/Array.h>

#include <functional>
#include <iostream>

namespace durus::ctl {

namespace {

constexpr std::uint64_t kLowSpace = 256ULL * 1024 * 1024;

struct Finding {
    std::string what;
    bool good = true;
    std::string detail;
};

/// Runs one check; an Error it throws is its finding.
Finding check(const std::string& what, const std::function<std::string()>& look) {
    try {
        return {what, true, look()};
    } catch (const Error& fault) {
        return {what, false, fault.what() + (fault.nextStep().empty() ? "" : "; " + fault.nextStep())};
    }
}

std::string checkSpace(Session& session) {
    const auto free = std::filesystem::space(session.data()).available;
    const auto text = std::to_string(free / (1024 * 1024)) + " MiB free";
    if (free < kLowSpace)
        throw Error(ErrorCode::StorageFull, text, "free some space before the outbox has none");
    return text;
}

std::string checkClock(Session& session) {
    constexpr WallTime kBuilt{
        Milliseconds{1'750'000'000'000}}; // mid 2025: no honest clock is before this release
    if (session.device().clock().wall() < kBuilt)
        throw Error(ErrorCode::WrongState, "the calendar of this machine is in the past",
                    "set its clock or let it reach a time server");
    return "plausible";
}

std::string checkPlugins(Session& session) {
    std::string loaded;
    for (const auto& plugin : session.device().plugins()) {
        if (!plugin.fault.empty())
            throw Error(ErrorCode::PluginMisbehaved, plugin.file.string() + ": " + plugin.fault);
        loaded += (loaded.empty() ? "" : ", ") + plugin.id;
    }
    if (loaded.empty())
        throw Error(ErrorCode::NotFound, "no plugin found",
                    "set DURUS_PLUGIN_PATH to the folder that holds them");
    return loaded;
}

std::string checkFiles(Session& session) {
    std::size_t files = 0;
    for (const auto& job : session.device().store().assets().all()) {
        if (job.state == download::DownloadState::Failed)
            throw Error(ErrorCode::Unavailable, job.slug.str() + ": " + job.lastFault,
                        "durusctl download " + job.slug.str());
        const auto stored = session.device().store().assets().find(job.listing);
        if (!stored) continue;
        ++files;
        if (!std::filesystem::exists(session.data() / stored->file))
            throw Error(ErrorCode::Corrupt,
                        "the file of " + job.slug.str() + " is gone: " + stored->file.string());
    }
    return std::to_string(files) + " downloads in place";
}

std::string checkQuarantine(Session& session) {
    std::uint64_t count = 0;
    for (const auto& account : session.device().store().accounts().accounts())
        count += session.device().store().outbox().counts(account.name).quarantined;
    if (count > 0)
        throw Error(ErrorCode::WrongState, std::to_string(count) + " entries wait for a person",
                    "durusctl quarantine list shows them");
    return "empty";
}

std::string checkServer(Session& session) {
    const auto address = session.device().serverAddress();
    return address.empty() ? "not running on this data directory" : address;
}

std::vector<Finding> examine(Session& session) {
    std::vector<Finding> findings{
        check("database", [&] { return session.device().store().dataDirectory().string(); }),
        check("disk", [&] { return checkSpace(session); }),
        check("clock", [&] { return checkClock(session); }),
        check("plugins", [&] { return checkPlugins(session); }),
        check("files", [&] { return checkFiles(session); }),
        check("quarantine", [&] { return checkQuarantine(session); }),
        check("media server", [&] { return checkServer(session); }),
    };
    for (const auto& backend : session.device().store().accounts().backends())
        findings.push_back(check("backend " + backend.name.str(),
                                 [&] { return client::Synchroniser(session.device()).probe(backend); }));
    return findings;
}

} // namespace

int pluginsList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    Table table({"PLUGIN", "VERSION", "ROLES", "FILE", ""});
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& plugin : session.device().plugins()) {
        std::string roles;
        for (const auto& role : plugin.roles)
            roles += (roles.empty() ? "" : ", ") + role;
        table.add({plugin.id, plugin.version, roles, plugin.file.string(), plugin.fault});
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("id", plugin.id);
        entry->set("version", plugin.version);
        entry->set("roles", roles);
        entry->set("file", plugin.file.string());
        entry->set("fault", plugin.fault);
        list->add(entry);
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("plugins", list);
        session.print(answer);
    } else if (table.empty()) {
        std::cout << "no plugin found; set DURUS_PLUGIN_PATH to the folder that holds them\n";
    } else {
        table.print(std::cout);
    }
    return 0;
}

int doctor(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    const auto findings = examine(session);
    std::size_t faults = 0;
    Table table({"", "CHECK", "FINDING"});
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& finding : findings) {
        if (!finding.good) ++faults;
        table.add({finding.good ? "ok" : "!!", finding.what, finding.detail});
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("check", finding.what);
        entry->set("ok", finding.good);
        entry->set("finding", finding.detail);
        list->add(entry);
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("ok", faults == 0);
        answer.set("checks", list);
        session.print(answer);
    } else {
        table.print(std::cout);
    }
    if (faults > 0)
        throw Error(ErrorCode::WrongState,
                    std::to_string(faults) + " of " + std::to_string(findings.size()) + " checks failed",
                    "the findings say what to do");
    return 0;
}

} // namespace durus::ctl
