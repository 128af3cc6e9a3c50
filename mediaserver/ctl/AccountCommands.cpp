// SPDX-License-Identifier: Apache-2.0
#include "AccountCommands.h"

#include "Arguments.h"
#include "Confirmation.h"
#include "Session.h"
#include "Table.h"

#include <durus/client/Synchroniser.h>

#include <Poco/JSON/Array.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace durus::ctl {

namespace {

void done(Session& session, const std::string& key, const std::string& value, const std::string& sentence) {
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set(key, value);
        session.print(answer);
    } else {
        std::cout << sentence << '\n';
    }
}

/// A token is a secret: it comes from a file, never from a command line that `ps` shows.
std::string readToken(const std::filesystem::path& file) {
    struct stat status {};
    std::ifstream in(file);
    std::string token;
    if (::stat(file.c_str(), &status) != 0 || !std::getline(in, token))
        throw Error(ErrorCode::NotFound, "cannot read a token from " + file.string(),
                    "put it there as the first line");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        std::cerr << "durusctl: others can read " << file.string() << "; chmod 600 it\n";
    while (!token.empty() && (token.back() == '\r' || token.back() == ' '))
        token.pop_back();
    return token;
}

model::Backend knownBackend(Session& session, const std::string& name) {
    auto backend = session.device().store().accounts().backend(model::BackendName(name));
    if (!backend)
        throw Error(ErrorCode::NotFound, "there is no backend '" + name + "'",
                    "durusctl backend list shows them");
    return *std::move(backend);
}

/// What the person asked for. Errors: UsageError for more than one answer.
store::UnsentEntries fateOfEntries(const Arguments& arguments) {
    const bool keep = arguments.has("--keep");
    const bool discard = arguments.has("--discard");
    if (keep + discard + arguments.has("--deliver") > 1)
        throw UsageError("--deliver, --keep and --discard exclude each other");
    if (keep) return store::UnsentEntries::Keep;
    return discard ? store::UnsentEntries::Discard : store::UnsentEntries::Refuse;
}

/// Errors: Error(Unavailable) if the pass failed.
void deliver(Session& session, const model::AccountName& name) {
    for (const auto& [account, report] : client::Synchroniser(session.device()).syncNow(name))
        if (report.failure)
            throw Error(ErrorCode::Unavailable, account.str() + ": " + report.failure->detail,
                        "nothing was removed; try again, or choose --keep or --discard");
}

} // namespace

int backendAdd(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const auto ca = arguments.value("--ca");
    if (ca && !std::filesystem::exists(*ca))
        throw Error(ErrorCode::NotFound, "there is no file " + *ca,
                    "--ca takes the PEM file of the authority to trust");
    const model::Backend backend{
        .name = model::BackendName(arguments.positional().front()),
        .codec = arguments.required("--codec"),
        .url = arguments.required("--url"),
        .caFile = ca ? std::filesystem::absolute(*ca).string() : "",
    };
    session.device().makeCodec(backend);
    session.device().store().accounts().addBackend(backend);
    done(session, "backend", backend.name.str(),
         "backend " + backend.name.str() + " added; durusctl backend test " + backend.name.str() +
             " asks whether it answers");
    return 0;
}

int backendList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    Table table({"BACKEND", "CODEC", "URL", "CA"});
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& backend : session.device().store().accounts().backends()) {
        table.add({backend.name.str(), backend.codec, backend.url,
                   backend.caFile.empty() ? "system" : backend.caFile});
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("name", backend.name.str());
        entry->set("codec", backend.codec);
        entry->set("url", backend.url);
        entry->set("ca", backend.caFile);
        list->add(entry);
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("backends", list);
        session.print(answer);
    } else if (table.empty()) {
        std::cout << "no backend yet; durusctl backend add NAME --codec platform --url URL\n";
    } else {
        table.print(std::cout);
    }
    return 0;
}

int backendRemove(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const auto backend = knownBackend(session, arguments.positional().front());
    session.device().store().accounts().removeBackend(backend.name);
    done(session, "removed", backend.name.str(), "backend " + backend.name.str() + " removed");
    return 0;
}

int backendTest(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const auto backend = knownBackend(session, arguments.positional().front());
    const auto answer = client::Synchroniser(session.device()).probe(backend);
    done(session, "answer", answer, backend.url + ": " + answer);
    return 0;
}

int accountAdd(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const auto backend = knownBackend(session, arguments.required("--backend"));
    const model::Account account{model::AccountName(arguments.positional().front()), backend.name};
    session.device().store().accounts().addAccount(account, readToken(arguments.required("--token-file")));
    done(session, "account", account.name.str(), "account " + account.name.str() + " added");
    return 0;
}

int accountList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    Table table({"ACCOUNT", "BACKEND"});
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& account : session.device().store().accounts().accounts()) {
        table.add({account.name.str(),
                   account.backend.empty() ? "none: stays on this box" : account.backend.str()});
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("name", account.name.str());
        entry->set("backend", account.backend.str());
        list->add(entry);
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("accounts", list);
        session.print(answer);
    } else {
        table.print(std::cout);
    }
    return 0;
}

int accountRemove(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const model::AccountName name(arguments.positional().front());
    const auto entries = fateOfEntries(arguments);
    if (entries == store::UnsentEntries::Discard &&
        !isMeant(arguments, "Give up all that account " + name.str() + " has not sent, for good?"))
        throw Error(ErrorCode::WrongState, "nothing was removed");
    if (arguments.has("--deliver")) deliver(session, name);
    session.device().store().accounts().removeAccount(name, entries);
    done(session, "removed", name.str(), "account " + name.str() + " removed");
    return 0;
}

} // namespace durus::ctl
