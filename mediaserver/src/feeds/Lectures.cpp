// SPDX-License-Identifier: Apache-2.0
#include "feeds/Lectures.h"

#include "api/LibraryReading.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace durus::mediaserver::feeds {

namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 5> kNames{{{"recent", Kind::Recent},
                                                                   {"series", Kind::Series},
                                                                   {"collection", Kind::Collection},
                                                                   {"scholar", Kind::Scholar},
                                                                   {"topic", Kind::Topic}}};

/// Gathers what is stored, each lecture once.
class Gathering {
public:
    explicit Gathering(store::Library& library) : library_(library) {}

    void add(store::LibraryItem item) {
        if (!seen_.insert(item.listing.id.str()).second) return;
        if (item.stored)
            items_.push_back(std::move(item));
        else if (item.storedCount > 0 && api::holdsOthers(item))
            addContents(item.listing.slug);
    }

    void addContents(const model::Slug& slug) {
        for (store::LibraryItem& held : library_.contents(slug, model::kLocalAccount))
            add(std::move(held));
    }

    void addAll(store::LibraryFilter filter) {
        filter.downloadedOnly = true;
        for (store::LibraryItem& item : api::allListings(library_, filter))
            add(std::move(item));
    }

    std::vector<store::LibraryItem> inOrder() && { return std::move(items_); }

    // A stable sort leaves lessons of one time in the order of their series.
    std::vector<store::LibraryItem> newestFirst() && {
        std::stable_sort(items_.begin(), items_.end(), [](const auto& a, const auto& b) {
            return a.listing.publishedAt > b.listing.publishedAt;
        });
        return std::move(items_);
    }

private:
    store::Library& library_;
    std::unordered_set<std::string> seen_;
    std::vector<store::LibraryItem> items_;
};

std::optional<Lectures> heldBy(store::Library& library, const model::Slug& slug,
                               model::ListingFormat format) {
    const auto item = library.bySlug(slug, model::kLocalAccount);
    if (!item || item->listing.format != format) return std::nullopt;
    Gathering gathering(library);
    gathering.addContents(slug);
    return Lectures{.title = item->listing.title,
                    .author = item->scholarName,
                    .description = item->listing.description,
                    .language = item->listing.language,
                    .season = item->parentSlug.empty() ? 0 : std::max(0, item->listing.orderIndex),
                    .items = std::move(gathering).inOrder()};
}

std::optional<Lectures> ofScholar(store::Library& library, const model::Slug& slug) {
    const auto scholar = library.scholar(slug);
    if (!scholar) return std::nullopt;
    store::LibraryFilter filter;
    filter.scholar = slug;
    Gathering gathering(library);
    gathering.addAll(filter);
    Lectures lectures;
    lectures.title = lectures.author = scholar->scholar.name;
    lectures.language = scholar->scholar.language;
    lectures.items = std::move(gathering).newestFirst();
    return lectures;
}

std::optional<Lectures> ofTopic(store::Library& library, const model::Slug& slug) {
    const auto topics = library.topics();
    const auto topic = std::find_if(topics.begin(), topics.end(),
                                    [&](const model::Topic& candidate) { return candidate.slug == slug; });
    if (topic == topics.end()) return std::nullopt;
    store::LibraryFilter filter;
    filter.topic = slug;
    Gathering gathering(library);
    gathering.addAll(filter);
    Lectures lectures;
    lectures.title = topic->name;
    lectures.items = std::move(gathering).newestFirst();
    return lectures;
}

Lectures recent(store::Library& library) {
    Gathering gathering(library);
    gathering.addAll({});
    Lectures lectures;
    lectures.items = std::move(gathering).newestFirst();
    return lectures;
}

} // namespace

std::string_view name(Kind kind) noexcept {
    return kNames[static_cast<std::size_t>(kind)].first;
}

std::optional<Kind> kindOf(std::string_view name) noexcept {
    for (const auto& [known, kind] : kNames)
        if (known == name) return kind;
    return std::nullopt;
}

std::optional<Lectures> lecturesOf(store::Library& library, Kind kind, const model::Slug& slug) {
    switch (kind) {
    case Kind::Recent:
        return recent(library);
    case Kind::Series:
        return heldBy(library, slug, model::ListingFormat::Series);
    case Kind::Collection:
        return heldBy(library, slug, model::ListingFormat::Collection);
    case Kind::Scholar:
        return ofScholar(library, slug);
    case Kind::Topic:
        return ofTopic(library, slug);
    }
    return std::nullopt;
}

} // namespace durus::mediaserver::feeds
