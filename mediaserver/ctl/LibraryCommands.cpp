// SPDX-License-Identifier: Apache-2.0
#include "LibraryCommands.h"

#include "Arguments.h"
#include "Describe.h"
#include "ProgressBar.h"
#include "Session.h"
#include "Table.h"

#include <durus/client/Importer.h>

#include <Poco/JSON/Array.h>

#include <iostream>

namespace durus::ctl {

namespace {

constexpr std::size_t kPage = 500;
constexpr std::size_t kSearchHits = 50;

std::string hereText(const store::LibraryItem& item) {
    if (item.lectureCount > 1 || item.listing.format == model::ListingFormat::Series ||
        item.listing.format == model::ListingFormat::Collection)
        return std::to_string(item.storedCount) + "/" + std::to_string(item.lectureCount);
    return item.stored ? "here" : "-";
}

void printItems(Session& session, const std::vector<store::LibraryItem>& items, const std::string& nothing) {
    if (session.json()) {
        Poco::JSON::Array::Ptr listings = new Poco::JSON::Array;
        for (const auto& item : items)
            listings->add(describe(item));
        Poco::JSON::Object answer;
        answer.set("listings", listings);
        session.print(answer);
        return;
    }
    if (items.empty()) {
        std::cout << nothing << '\n';
        return;
    }
    Table table({"NAME", "LENGTH", "HERE", "PROGRESS", "", "TITLE", "SCHOLAR"});
    for (const auto& item : items)
        table.add({(item.parentSlug.empty() ? "" : "  ") + item.listing.slug.str(),
                   clockText(item.lecturesDuration.count()), hereText(item), progressText(item.progress),
                   item.favorite ? "*" : "", item.listing.title, item.scholarName});
    table.print(std::cout);
}

Poco::JSON::Object describe(const client::ImportReport& report) {
    Poco::JSON::Array::Ptr imported = new Poco::JSON::Array;
    for (const auto& file : report.imported) {
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("file", file.file.string());
        entry->set("slug", file.slug.str());
        entry->set("added", file.added);
        imported->add(entry);
    }
    Poco::JSON::Array::Ptr failed = new Poco::JSON::Array;
    for (const auto& file : report.failed) {
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("file", file.file.string());
        entry->set("fault", file.fault);
        failed->add(entry);
    }
    Poco::JSON::Object answer;
    answer.set("imported", imported);
    answer.set("failed", failed);
    return answer;
}

} // namespace

int importFiles(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 10'000);
    ProgressBar bar(session.json());
    client::Importer importer(session.device().store());
    const auto report =
        importer.import({arguments.positional().begin(), arguments.positional().end()},
                        [&](const std::filesystem::path& file, std::size_t done, std::size_t total) {
                            bar.note("[" + std::to_string(done) + "/" + std::to_string(total) + "] " +
                                     file.filename().string());
                        });
    bar.clear();
    if (session.json()) {
        session.print(describe(report));
    } else {
        Table table({"NAME", "", "FILE"});
        for (const auto& file : report.imported)
            table.add({file.slug.str(), file.added ? "imported" : "was here", file.file.string()});
        if (!table.empty()) table.print(std::cout);
        for (const auto& file : report.failed)
            std::cout << "left out: " << file.file.string() << ": " << file.fault << '\n';
    }
    if (!report.failed.empty())
        throw Error(ErrorCode::InvalidInput, std::to_string(report.failed.size()) + " files were left out",
                    "their faults are listed above; the others are here");
    return 0;
}

int list(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    const auto account = session.account(arguments.value("--account"));
    store::LibraryFilter filter;
    filter.downloadedOnly = arguments.has("--downloaded") || arguments.has("--playable");
    filter.favoritesOnly = arguments.has("--favorites");
    filter.startedOnly = arguments.has("--started");
    if (const auto scholar = arguments.value("--scholar")) filter.scholar = model::Slug(*scholar);
    filter.limit = kPage;

    std::vector<store::LibraryItem> items;
    for (bool more = true; more; filter.offset += kPage) {
        auto page = session.device().store().library().list(filter, account);
        for (auto& item : page.items)
            if (!arguments.has("--playable") || item.stored) items.push_back(std::move(item));
        more = page.hasMore;
    }
    printItems(session, items, "nothing here yet; durusctl import or durusctl catalog pull brings lectures");
    return 0;
}

int search(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 100);
    std::string query;
    for (const auto& word : arguments.positional())
        query += (query.empty() ? "" : " ") + word;
    const auto account = session.account(arguments.value("--account"));
    printItems(session, session.device().store().library().search(query, kSearchHits, 0, account).items,
               "nothing found for '" + query + "'");
    return 0;
}

} // namespace durus::ctl
