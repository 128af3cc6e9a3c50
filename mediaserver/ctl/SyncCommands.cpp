// SPDX-License-Identifier: Apache-2.0
#include "SyncCommands.h"

#include "Arguments.h"
#include "Describe.h"
#include "Session.h"
#include "Table.h"

#include <durus/client/Synchroniser.h>
#include <durus/core/IsoTime.h>

#include <Poco/JSON/Array.h>

#include <algorithm>
#include <iostream>
#include <map>

namespace durus::ctl {

namespace {

/// Entries whose reasons are counted: as many as a person looks into.
constexpr std::size_t kReasonsFrom = 10'000;

Poco::JSON::Object::Ptr describe(const client::AccountSync& synced) {
    Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
    entry->set("account", synced.account.str());
    entry->set("sent", synced.report.sent);
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
    Table table({"ACCOUNT", "SENT", "QUARANTINED", "PULLED", "RESULT"});
    for (const auto& [account, report] : all)
        table.add({account.str(), std::to_string(report.sent), std::to_string(report.quarantined),
                   std::to_string(report.pulled),
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

/// What only the store knows of how delivery stands: tries of the batch under way, age, clock.
void addStanding(Poco::JSON::Object& entry, Session& session, const model::Account& account,
                 const sync::OutboxCounts& counts) {
    auto& store = session.device().store();
    const auto open = store.outbox().openBatch(account.name);
    entry.set("attempts", open ? open->attempts : 0);
    if (counts.oldestPending) {
        const auto age = session.device().clock().wall() - *counts.oldestPending;
        entry.set("oldestAgeMs", std::max(Milliseconds{0}, age).count());
    }
    if (account.backend.empty()) return;
    if (store.accounts().isRefused(account.name)) entry.set("state", std::string("signed_out_by_backend"));
    if (const auto offset = store.accounts().clockOffset(account.backend))
        entry.set("clockOffsetMs", offset->count());
}

/// The last time receipts showed that box and backend had lost step.
std::optional<sync::ReceiptIncident> outOfStep(Session& session, const model::AccountName& account) {
    const auto kept = session.device().store().outbox().receipt(account);
    return kept ? kept->incident : std::nullopt;
}

Poco::JSON::Object::Ptr describe(const sync::ReceiptIncident& incident) {
    Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
    entry->set("standing", std::string(sync::name(incident.standing)));
    entry->set("entries", incident.difference);
    entry->set("at", toIso8601(incident.at));
    return entry;
}

std::string sayWhatIsLost(const model::AccountName& account, const sync::ReceiptIncident& incident) {
    const std::string when = toIso8601(incident.at) + ", " + account.str() + ": ";
    const std::string entries =
        std::to_string(incident.difference) + (incident.difference == 1 ? " entry" : " entries");
    switch (incident.standing) {
    case sync::Standing::BackendBehind:
        return when + "the backend has lost " + entries +
               " that it had confirmed (put back from a backup?); tell whoever runs it";
    case sync::Standing::BoxBehind:
        return when + "the backend knows " + entries +
               " of this box that the box does not: it was put back to an earlier state, or a copy of it is "
               "in use";
    default:
        return when + "the backend takes another box for this one: one of them is a copy";
    }
}

/// How many entries were quarantined for each reason.
std::map<std::string, std::size_t> quarantineReasons(sync::OutboxStore& outbox,
                                                     const model::AccountName& account) {
    std::map<std::string, std::size_t> reasons;
    for (const auto& entry : outbox.quarantined(account, kReasonsFrom))
        ++reasons[entry.lastDetail];
    return reasons;
}

Poco::JSON::Array::Ptr describe(const std::map<std::string, std::size_t>& reasons) {
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& [reason, count] : reasons) {
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("reason", reason);
        entry->set("count", count);
        list->add(entry);
    }
    return list;
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
    Table table({"ACCOUNT", "BACKEND", "PENDING", "TRIES", "OLDEST", "QUARANTINED"});
    std::vector<std::string> signedOut;
    std::vector<std::string> lost;
    Table refusals({"ACCOUNT", "QUARANTINED", "BECAUSE"});
    for (const auto& account : store.accounts().accounts()) {
        const auto counts = store.outbox().counts(account.name);
        const auto reasons = quarantineReasons(store.outbox(), account.name);
        auto entry = describe(account, counts);
        addStanding(*entry, session, account, counts);
        entry->set("quarantineReasons", describe(reasons));
        if (const auto incident = outOfStep(session, account.name)) {
            entry->set("outOfStep", describe(*incident));
            lost.push_back(sayWhatIsLost(account.name, *incident));
        }
        list->add(entry);
        if (store.accounts().isRefused(account.name)) signedOut.push_back(account.name.str());
        for (const auto& [reason, count] : reasons)
            refusals.add({account.name.str(), std::to_string(count), reason});
        table.add({account.name.str(), account.backend.empty() ? "-" : account.backend.str(),
                   std::to_string(counts.pending), entry->getValue<std::string>("attempts"),
                   counts.oldestPending ? toIso8601(*counts.oldestPending) : "-",
                   std::to_string(counts.quarantined)});
    }
    const auto address = session.device().serverAddress();
    const bool shortOfRoom = store.isShortOfRoom();
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("accounts", list);
        answer.set("lectures", library.lectures);
        answer.set("stored", library.stored);
        answer.set("storedBytes", library.storedBytes);
        answer.set("server", address);
        answer.set("shortOfRoom", shortOfRoom);
        session.print(answer);
    } else {
        std::cout << library.stored << " of " << library.lectures
                  << " lectures are here; media server: " << (address.empty() ? "not running" : address)
                  << "\n\n";
        table.print(std::cout);
        if (shortOfRoom)
            std::cout << "\nroom is short: only completions and favourites are recorded; free some space on "
                         "the disk of "
                      << session.data().string() << '\n';
        for (const auto& name : signedOut)
            std::cout << "\nthe backend has signed " << name
                      << " out: sign in again (durusctl account remove " << name
                      << " --keep, then durusctl account add)\n";
        for (const auto& line : lost)
            std::cout << '\n' << line << '\n';
        if (!refusals.empty()) {
            std::cout << '\n';
            refusals.print(std::cout);
        }
    }
    return 0;
}

} // namespace durus::ctl
