// SPDX-License-Identifier: Apache-2.0
#include "DownloadCommands.h"

#include "Arguments.h"
#include "ProgressBar.h"
#include "Session.h"
#include "Table.h"

#include <Poco/JSON/Array.h>

#include <iostream>

namespace durus::ctl {

namespace {

std::vector<model::Backend> chosenBackends(Session& session, const std::optional<std::string>& named) {
    auto& accounts = session.device().store().accounts();
    if (!named) {
        auto all = accounts.backends();
        if (all.empty())
            throw Error(ErrorCode::WrongState, "this box knows no backend",
                        "durusctl backend add NAME --codec platform --url URL");
        return all;
    }
    const auto backend = accounts.backend(model::BackendName(*named));
    if (!backend)
        throw Error(ErrorCode::NotFound, "there is no backend '" + *named + "'",
                    "durusctl backend list shows them");
    return {*backend};
}

std::string_view name(download::DownloadState state) {
    switch (state) {
    case download::DownloadState::Wanted:
        return "wanted";
    case download::DownloadState::Fetching:
        return "fetching";
    case download::DownloadState::Ready:
        return "ready";
    case download::DownloadState::Failed:
        return "failed";
    }
    return "wanted";
}

void showProgress(ProgressBar& bar, const download::DownloadProgress& progress) {
    using State = download::DownloadProgress::State;
    switch (progress.state) {
    case State::Fetching:
        bar.show(progress.slug.str(), progress.bytes, progress.total.value_or(0));
        break;
    case State::Verifying:
        bar.show(progress.slug.str() + "  checking", progress.bytes, progress.bytes);
        break;
    case State::Done:
        bar.finish(progress.slug.str(), "ready ");
        break;
    case State::Failed:
        bar.finish(progress.slug.str() + ": " + progress.fault, "failed");
        break;
    }
}

} // namespace

int catalogPull(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    ProgressBar bar(session.json());
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& backend : chosenBackends(session, arguments.value("--backend"))) {
        const auto report = session.device().pullCatalogue(backend, [&](std::size_t answers) {
            bar.note(backend.name.str() + ": " + std::to_string(answers) + " answers");
        });
        bar.clear();
        if (report.failure)
            throw Error(ErrorCode::Unavailable, backend.name.str() + ": " + report.failure->detail,
                        "the catalogue of before stays; try again later");
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("backend", backend.name.str());
        entry->set("scholars", report.scholars);
        entry->set("topics", report.topics);
        entry->set("listings", report.listings);
        list->add(entry);
        if (!session.json())
            std::cout << backend.name.str() << ": " << report.scholars << " scholars, " << report.listings
                      << " listings\n";
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("backends", list);
        session.print(answer);
    }
    return 0;
}

int download(Session& session, const Arguments& arguments) {
    const bool all = arguments.has("--all");
    if (all == !arguments.positional().empty()) throw UsageError("name lectures or say --all");
    auto& assets = session.device().store().assets();
    if (all) assets.wantAll();
    for (const auto& slug : arguments.positional())
        assets.want(model::Slug(slug));

    ProgressBar bar(session.json());
    const auto summary = session.device().download(
        [&](const download::DownloadProgress& progress) { showProgress(bar, progress); });
    const auto library = session.device().store().library().counts();
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("done", summary.done);
        answer.set("failed", summary.failed);
        answer.set("stored", library.stored);
        answer.set("lectures", library.lectures);
        session.print(answer);
    } else {
        std::cout << summary.done << " fetched, " << summary.failed << " failed; " << library.stored << " of "
                  << library.lectures << " lectures are here\n";
    }
    if (summary.failed > 0)
        throw Error(ErrorCode::Unavailable, std::to_string(summary.failed) + " downloads failed",
                    "durusctl downloads tells why; durusctl download goes on where they stopped");
    return 0;
}

int downloads(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    Table table({"NAME", "STATE", "TITLE", ""});
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    for (const auto& job : session.device().store().assets().all()) {
        table.add({job.slug.str(), std::string(name(job.state)), job.title, job.lastFault});
        Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
        entry->set("slug", job.slug.str());
        entry->set("title", job.title);
        entry->set("state", std::string(name(job.state)));
        entry->set("fault", job.lastFault);
        list->add(entry);
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("downloads", list);
        session.print(answer);
    } else if (table.empty()) {
        std::cout << "nothing wanted; durusctl download SLUG... or --all\n";
    } else {
        table.print(std::cout);
    }
    return 0;
}

} // namespace durus::ctl
