// SPDX-License-Identifier: Apache-2.0
#include "SyncCommands.h"

#include "Arguments.h"
#include "Describe.h"
#include "Session.h"
#include "Table.h"

#include <durus/client/Synchroniser.h>
#include <durus/core/IsoTime.h>

#include <Poco/JSON/Array.h>

#include <charconv>
#include <iostream>

namespace durus::ctl {

namespace {

constexpr std::size_t kDefaultLimit = 50;

Poco::JSON::Object::Ptr describe(const client::AccountSync& synced) {
    Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
    entry->set("account", synced.account.str());
    entry->set("sent", synced.report.sent);
    entry->set("superseded", synced.report.superseded);
    entry->set("quarantined", synced.report.quarantined);
    entry->set("pulled", synced.report.pulled);
    entry->set("ok", synced.report.succeeded());
    if (synced.report.failure) {
        entry->set("outcome", std::string(sync::name(synced.report.failure->outcome)));
        entry->set("detail", synced.report.failure->detail);
    }
    return entry;
}

void printSync(const std::vector<client::AccountSync>& all) {
    Table table({"ACCOUNT", "SENT", "NEEDLESS", "QUARANTINED", "PULLED", "RESULT"});
    for (const auto& [account, report] : all)
        table.add({account.str(), std::to_string(report.sent), std::to_string(report.superseded),
                   std::to_string(report.quarantined), std::to_string(report.pulled),
                   report.succeeded() ? "settled" : std::string(sync::name(report.failure->outcome))});
    table.print(std::cout);
}

Poco::JSON::Object::Ptr describe(const model::Account& account, const sync::OutboxCounts& counts) {
    Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
    entry->set("account", account.name.str());
    entry->set("backend", account.backend.str());
    entry->set("pending", counts.pending);
    entry->set("quarantined", counts.quarantined);
    if (counts.oldestPending) entry->set("oldestPending", toIso8601(*counts.oldestPending));
    return entry;
}

std::size_t limitOf(const Arguments& arguments) {
    const auto text = arguments.value("--limit");
    if (!text) return kDefaultLimit;
    std::size_t limit = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), limit);
    if (fault != std::errc{} || end != text->data() + text->size() || limit == 0)
        throw UsageError("--limit takes a number above 0, not '" + *text + "'");
    return limit;
}

sync::OutboxEntry entryNamed(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const auto& id = arguments.positional().front();
    const auto entry = session.device().store().outbox().entry(model::IntentId(id));
    if (!entry)
        throw Error(ErrorCode::NotFound, "there is no entry " + id, "durusctl outbox list shows them");
    return *entry;
}

void print(Session& session, const sync::OutboxEntry& entry) {
    Poco::JSON::Object answer;
    answer.set("entry", ctl::describe(entry));
    session.print(answer);
}

void printEntry(const sync::OutboxEntry& entry) {
    const auto& intent = entry.intent;
    std::cout << "id        " << intent.id.str() << "\nsequence  " << intent.sequence << "\naccount   "
              << intent.account.str() << "\nbackend   "
              << (entry.backend.empty() ? "none: stays on this box" : entry.backend.str()) << "\nkind      "
              << model::name(intent.kind) << "\nlecture   " << intent.slug.str() << "  ("
              << intent.listing.str() << ")\nposition  " << clockText(intent.position.count())
              << "\nwhen      " << toIso8601(intent.occurredAt) << "\nstate     " << sync::name(entry.state)
              << "\ntries     " << entry.attempts << '\n';
    if (!entry.lastOutcome.empty())
        std::cout << "last      " << entry.lastOutcome << ": " << entry.lastDetail << '\n';
}

int reportDecision(Session& session, const Arguments& arguments, std::string_view decision) {
    const auto entry = entryNamed(session, arguments);
    if (session.json())
        print(session, entry);
    else
        std::cout << entry.intent.id.str() << ' ' << decision << '\n';
    return 0;
}

bool confirmed(const std::string& question) {
    std::cout << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace

int sync(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    std::optional<model::AccountName> only;
    if (arguments.value("--account")) only = session.account(arguments.value("--account"));
    const auto all = client::Synchroniser(session.device()).syncNow(only);
    if (all.empty())
        throw Error(ErrorCode::WrongState, "no account of this box has a backend",
                    "durusctl backend add and durusctl account add make one known");
    if (session.json()) {
        Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
        for (const auto& synced : all)
            list->add(describe(synced));
        Poco::JSON::Object answer;
        answer.set("accounts", list);
        session.print(answer);
    } else {
        printSync(all);
    }
    for (const auto& [account, report] : all)
        if (report.failure)
            throw Error(ErrorCode::Unavailable, account.str() + ": " + report.failure->detail,
                        "nothing is lost; what is pending waits for the next try");
    return 0;
}

int status(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    auto& store = session.device().store();
    const auto library = store.library().counts();
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    Table table({"ACCOUNT", "BACKEND", "PENDING", "OLDEST", "QUARANTINED"});
    for (const auto& account : store.accounts().accounts()) {
        const auto counts = store.outbox().counts(account.name);
        list->add(describe(account, counts));
        table.add({account.name.str(), account.backend.empty() ? "-" : account.backend.str(),
                   std::to_string(counts.pending),
                   counts.oldestPending ? toIso8601(*counts.oldestPending) : "-",
                   std::to_string(counts.quarantined)});
    }
    const auto address = session.device().serverAddress();
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("accounts", list);
        answer.set("lectures", library.lectures);
        answer.set("stored", library.stored);
        answer.set("storedBytes", library.storedBytes);
        answer.set("server", address);
        session.print(answer);
    } else {
        std::cout << library.stored << " of " << library.lectures
                  << " lectures are here; media server: " << (address.empty() ? "not running" : address)
                  << "\n\n";
        table.print(std::cout);
    }
    return 0;
}

int outboxList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    model::AccountName account;
    if (arguments.value("--account")) account = session.account(arguments.value("--account"));
    auto& outbox = session.device().store().outbox();
    const auto limit = limitOf(arguments);
    const auto entries =
        arguments.has("--quarantined") ? outbox.quarantined(account, limit) : outbox.entries(account, limit);
    if (session.json()) {
        Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
        for (const auto& entry : entries)
            list->add(describe(entry));
        Poco::JSON::Object answer;
        answer.set("entries", list);
        session.print(answer);
        return 0;
    }
    Table table({"ID", "ACCOUNT", "KIND", "LECTURE", "AT", "STATE", "TRIES", "LAST OUTCOME"});
    for (const auto& entry : entries)
        table.add({entry.intent.id.str(), entry.intent.account.str(),
                   std::string(model::name(entry.intent.kind)), entry.intent.slug.str(),
                   clockText(entry.intent.position.count()), std::string(sync::name(entry.state)),
                   std::to_string(entry.attempts), entry.lastOutcome.empty() ? "-" : entry.lastOutcome});
    if (table.empty())
        std::cout << (arguments.has("--quarantined") ? "nothing is quarantined\n" : "the outbox is empty\n");
    else
        table.print(std::cout);
    return 0;
}

int outboxShow(Session& session, const Arguments& arguments) {
    const auto entry = entryNamed(session, arguments);
    if (session.json())
        print(session, entry);
    else
        printEntry(entry);
    return 0;
}

int outboxRetry(Session& session, const Arguments& arguments) {
    session.device().store().outbox().retry(entryNamed(session, arguments).intent.id);
    return reportDecision(session, arguments, "is pending again; durusctl sync delivers it");
}

int outboxDiscard(Session& session, const Arguments& arguments) {
    const auto before = entryNamed(session, arguments);
    if (before.state == sync::DeliveryState::Quarantined && !arguments.has("--yes")) {
        if (session.json()) throw UsageError("outbox discard is for good: with --json it needs --yes");
        printEntry(before);
        if (!confirmed("Discard it for good?")) {
            std::cout << "nothing was discarded\n";
            return 1;
        }
    }
    session.device().store().outbox().discard(before.intent.id);
    return reportDecision(session, arguments, "is discarded");
}

} // namespace durus::ctl
