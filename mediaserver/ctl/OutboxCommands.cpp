// SPDX-License-Identifier: Apache-2.0
#include "OutboxCommands.h"

#include "Arguments.h"
#include "Confirmation.h"
#include "Describe.h"
#include "Session.h"
#include "Table.h"

#include <durus/core/IsoTime.h>

#include <Poco/JSON/Array.h>
#include <sys/stat.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>

namespace durus::ctl {

namespace {

constexpr std::size_t kDefaultLimit = 50;
constexpr std::size_t kEverything = std::numeric_limits<std::int64_t>::max();

std::size_t limitOf(const Arguments& arguments) {
    const auto text = arguments.value("--limit");
    if (!text) return kDefaultLimit;
    std::size_t limit = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), limit);
    if (fault != std::errc{} || end != text->data() + text->size() || limit == 0)
        throw UsageError("--limit takes a number above 0, not '" + *text + "'");
    return limit;
}

/// The named account; none = all.
model::AccountName accountOf(Session& session, const Arguments& arguments) {
    const auto named = arguments.value("--account");
    return named ? session.account(named) : model::AccountName{};
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
    answer.set("entry", describe(entry));
    session.print(answer);
}

void printForPeople(const sync::OutboxEntry& entry) {
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

int printAll(Session& session, const std::vector<sync::OutboxEntry>& entries, std::string_view none) {
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
        std::cout << none << '\n';
    else
        table.print(std::cout);
    return 0;
}

int reportDecision(Session& session, const Arguments& arguments, std::string_view decision) {
    const auto entry = entryNamed(session, arguments);
    if (session.json())
        print(session, entry);
    else
        std::cout << entry.intent.id.str() << ' ' << decision << '\n';
    return 0;
}

/// One object a line.
void writeLines(std::ostream& out, const std::vector<sync::OutboxEntry>& entries) {
    for (const auto& entry : entries) {
        describe(entry)->stringify(out);
        out << '\n';
    }
}

/// What a listener did is nobody else's business: only this user may read the file.
void writeFile(const std::string& file, const std::vector<sync::OutboxEntry>& entries) {
    const mode_t before = ::umask(S_IRWXG | S_IRWXO);
    std::ofstream out(file, std::ios::trunc);
    ::umask(before);
    writeLines(out, entries);
    out.close();
    if (!out)
        throw Error(ErrorCode::StorageFailure, "cannot write " + file, "name a file this user may write");
}

} // namespace

int outboxList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    const auto account = accountOf(session, arguments);
    return printAll(session, session.device().store().outbox().entries(account, limitOf(arguments)),
                    "the outbox is empty");
}

int outboxShow(Session& session, const Arguments& arguments) {
    const auto entry = entryNamed(session, arguments);
    if (session.json())
        print(session, entry);
    else
        printForPeople(entry);
    return 0;
}

int quarantineList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    const auto account = accountOf(session, arguments);
    return printAll(session, session.device().store().outbox().quarantined(account, limitOf(arguments)),
                    "nothing is quarantined");
}

int quarantineRetry(Session& session, const Arguments& arguments) {
    session.device().store().outbox().retry(entryNamed(session, arguments).intent.id);
    return reportDecision(session, arguments, "is pending again; durusctl sync delivers it");
}

int quarantineDiscard(Session& session, const Arguments& arguments) {
    const auto before = entryNamed(session, arguments);
    if (before.state == sync::DeliveryState::Quarantined) {
        if (!session.json()) printForPeople(before);
        if (!isMeant(arguments, "Discard it for good?"))
            throw Error(ErrorCode::WrongState, "nothing was discarded");
    }
    session.device().store().outbox().discard(before.intent.id);
    return reportDecision(session, arguments, "is discarded");
}

int quarantineExport(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    const auto account = accountOf(session, arguments);
    const auto entries = session.device().store().outbox().quarantined(account, kEverything);
    const auto file = arguments.value("--out");
    if (!file) {
        writeLines(std::cout, entries);
        return 0;
    }
    writeFile(*file, entries);
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("exported", entries.size());
        answer.set("file", *file);
        session.print(answer);
    } else {
        std::cout << entries.size() << " entries written to " << *file << '\n';
    }
    return 0;
}

} // namespace durus::ctl
