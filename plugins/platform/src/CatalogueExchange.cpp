// SPDX-License-Identifier: Apache-2.0
#include "CatalogueExchange.h"

#include "Names.h"
#include "Verdict.h"

#include <utility>

namespace platform {

using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;

std::optional<Request> CatalogueExchange::step(const Response* answer, Results& results) {
    if (answer != nullptr && !take(*current_, *answer, results)) return std::nullopt;
    return next(results);
}

std::optional<Request> CatalogueExchange::next(Results& results) {
    if (visits_.empty()) {
        if (!announced_.empty() && writer_.listings() == 0)
            results.failure(Outcome::Transient, "the backend lists lectures, but none of them can be found");
        return std::nullopt;
    }
    current_ = std::move(visits_.front());
    visits_.pop_front();
    const std::string slug = percentEncode(current_->slug);
    std::string path;
    switch (current_->kind) {
    case Kind::Scholars:
        path = "/scholars";
        break;
    case Kind::Topics:
        path = "/topics";
        break;
    case Kind::Content:
        path = "/scholars/" + slug + "/content";
        break;
    case Kind::Listing:
        path = "/listings/" + slug;
        break;
    case Kind::Contents:
        path = "/listings/" + slug + "/contents";
        break;
    }
    return Request{"GET", std::move(path), {{"Accept", "application/json"}}, {}};
}

bool CatalogueExchange::take(const Visit& visit, const Response& answer, Results& results) {
    if (visit.kind != Kind::Scholars && isNotFound(answer)) return true;
    Json content;
    if (const auto verdict = judgeRead(answer, content)) {
        results.failure(verdict->outcome, verdict->detail, verdict->retryAfter);
        return false;
    }
    switch (visit.kind) {
    case Kind::Scholars:
        return takeScholars(content, results);
    case Kind::Topics:
        for (const Json& topic : content.items())
            writer_.topic(results, topic);
        break;
    case Kind::Content:
        takeContent(visit, content);
        break;
    case Kind::Listing:
        takeListing(visit, content, results);
        break;
    case Kind::Contents:
        takeItems(content["items"], visit.around, visit.depth, results);
        takeItems(content["modules"], visit.around, visit.depth, results);
        break;
    }
    return true;
}

bool CatalogueExchange::takeScholars(const Json& answer, Results& results) {
    const Json& scholars = answer.array() != nullptr ? answer : answer["scholars"];
    if (scholars.array() == nullptr) {
        results.failure(Outcome::NotBackend, "the answer holds no scholars; check the backend's URL");
        return false;
    }
    warnIfCut(answer);
    for (const Json& scholar : scholars.items()) {
        Visit visit{Kind::Content, std::string(scholar["slug"].text()), {}, 0};
        visit.around.scholar = writer_.scholar(results, scholar);
        if (isName(visit.slug)) visits_.push_back(std::move(visit));
    }
    return true;
}

void CatalogueExchange::takeContent(const Visit& visit, const Json& answer) {
    warnIfCut(answer);
    for (const Json& item : answer["items"].items()) {
        Visit listing{Kind::Listing, std::string(item["slug"].text()), visit.around, 0};
        listing.around.format = toFormat(item["type"].text(), DURUS_LISTING_SINGLE);
        listing.around.slug = listing.slug;
        if (isName(listing.slug) && announced_.insert(listing.slug).second)
            visits_.push_back(std::move(listing));
    }
}

void CatalogueExchange::takeListing(const Visit& visit, const Json& answer, Results& results) {
    if (const auto inside = writer_.listing(results, answer, visit.around)) follow(*inside, visit.depth);
}

/// Visits what a series or a collection holds, before anything else.
void CatalogueExchange::follow(const Surroundings& inside, int depth) {
    const bool holds = inside.format == DURUS_LISTING_SERIES || inside.format == DURUS_LISTING_COLLECTION;
    if (holds && depth < kMaxNesting) visits_.push_front({Kind::Contents, inside.slug, inside, depth + 1});
}

/// A series holds lessons, a collection holds modules that hold lessons: all in one answer.
void CatalogueExchange::takeItems(const Json& items, const Surroundings& around, int depth,
                                  Results& results) {
    std::int32_t place = 0;
    for (const Json& item : items.items()) {
        const Json& lessons = item["lessons"];
        Surroundings here = around;
        here.format = lessons.array() != nullptr ? DURUS_LISTING_SERIES : DURUS_LISTING_LESSON;
        here.order = ++place;
        here.slug.clear();
        const auto inside = writer_.listing(results, item, here);
        if (!inside) continue;
        if (lessons.array() != nullptr)
            takeItems(lessons, *inside, depth, results);
        else
            follow(*inside, depth);
    }
}

void CatalogueExchange::warnIfCut(const Json& answer) const {
    if (answer["hasMore"].isTrue())
        host_.warning("the backend has more than it tells in one answer, and no way to ask for the rest");
}

} // namespace platform
