// SPDX-License-Identifier: Apache-2.0
#include "MarkCommands.h"

#include "Arguments.h"
#include "Describe.h"
#include "Session.h"
#include "Table.h"

#include <durus/core/IsoTime.h>

#include <Poco/JSON/Array.h>

#include <iostream>

namespace durus::ctl {

namespace {

/// Records a mark on one lecture; returns once it is durable.
int mark(Session& session, const Arguments& arguments, const model::PlaybackEvent::Body& body,
         const std::string& word) {
    arguments.expectPositional(1, 1);
    const auto account = session.account(arguments.value("--account"));
    const auto item = session.item(arguments.positional().front(), account);
    session.device().mark(account, item, body);
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("account", account.str());
        answer.set("listing", describe(session.item(item.listing.slug.str(), account)));
        session.print(answer);
    } else {
        std::cout << item.listing.slug.str() << ": " << word << '\n';
    }
    return 0;
}

std::vector<store::LibraryItem> started(Session& session, const model::AccountName& account) {
    std::vector<store::LibraryItem> items;
    for (const auto& entry : session.device().store().library().progressOf(account))
        if (auto item = session.device().store().library().byId(entry.listing, account))
            items.push_back(*std::move(item));
    return items;
}

} // namespace

int complete(Session& session, const Arguments& arguments) {
    return mark(session, arguments, model::CompletionMarked{true}, "completed");
}

int uncomplete(Session& session, const Arguments& arguments) {
    return mark(session, arguments, model::CompletionMarked{false}, "not completed");
}

int favorite(Session& session, const Arguments& arguments) {
    return mark(session, arguments, model::FavoriteMarked{true}, "a favourite");
}

int unfavorite(Session& session, const Arguments& arguments) {
    return mark(session, arguments, model::FavoriteMarked{false}, "no favourite");
}

int progress(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 1);
    const auto account = session.account(arguments.value("--account"));
    std::vector<store::LibraryItem> items;
    if (arguments.positional().empty())
        items = started(session, account);
    else
        items.push_back(session.item(arguments.positional().front(), account));

    if (session.json()) {
        Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
        for (const auto& item : items) {
            auto entry = describe(item.progress.value_or(model::Progress{}));
            entry->set("slug", item.listing.slug.str());
            entry->set("id", item.listing.id.str());
            entry->set("started", item.progress.has_value());
            list->add(entry);
        }
        Poco::JSON::Object answer;
        answer.set("account", account.str());
        answer.set("progress", list);
        session.print(answer);
        return 0;
    }
    Table table({"NAME", "PROGRESS", "LAST HEARD", "TITLE"});
    for (const auto& item : items)
        table.add({item.listing.slug.str(), progressText(item.progress),
                   item.progress ? toIso8601(item.progress->updatedAt) : "-", item.listing.title});
    if (table.empty())
        std::cout << "nothing started yet\n";
    else
        table.print(std::cout);
    return 0;
}

} // namespace durus::ctl
