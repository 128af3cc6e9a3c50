// SPDX-License-Identifier: Apache-2.0
#include "reference/Catalogue.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace durus::reference {

namespace {

template<typename Map>
typename Map::mapped_type findOrNull(const Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : found->second;
}

void require(bool condition, const std::string& fault) {
    if (!condition) throw std::invalid_argument("catalogue: " + fault);
}

} // namespace

Catalogue::Catalogue(std::vector<Scholar> scholars, std::vector<Topic> topics, std::vector<Listing> listings)
    : scholars_(std::move(scholars)), topics_(std::move(topics)), listings_(std::move(listings)) {
    for (const Scholar& scholar : scholars_) {
        scholarsById_[scholar.id] = &scholar;
        require(scholarsBySlug_.emplace(scholar.slug, &scholar).second, "two scholars are " + scholar.slug);
    }
    for (const Topic& topic : topics_)
        topicsById_[topic.id] = &topic;
    indexListings();
}

void Catalogue::indexListings() {
    std::set<std::string> ids;
    std::set<std::string> series;
    for (const Listing& listing : listings_) {
        require(ids.insert(listing.id).second, "two listings have the id " + listing.id);
        require(listingsBySlug_.emplace(listing.slug, &listing).second, "two listings are " + listing.slug);
        require(scholarsById_.contains(listing.scholarId), listing.slug + " has an unknown scholar");
        for (const std::string& topicId : listing.topicIds)
            require(topicsById_.contains(topicId), listing.slug + " has an unknown topic");
        if (listing.asset) assetsById_.emplace(listing.asset->id, &*listing.asset);
        if (listing.isSeries) series.insert(listing.id);
        if (listing.isLesson())
            lessonsBySeries_[listing.seriesId].push_back(&listing);
        else
            topLevel_.push_back(&listing);
    }
    for (auto& [seriesId, lessons] : lessonsBySeries_) {
        require(series.contains(seriesId), "a lesson of the unknown series " + seriesId);
        std::stable_sort(lessons.begin(), lessons.end(),
                         [](auto* a, auto* b) { return a->orderIndex < b->orderIndex; });
    }
    std::sort(topLevel_.begin(), topLevel_.end(), [](auto* a, auto* b) {
        return a->publishedAt != b->publishedAt ? a->publishedAt > b->publishedAt : a->id < b->id;
    });
}

const Scholar* Catalogue::scholarBySlug(std::string_view slug) const {
    return findOrNull(scholarsBySlug_, slug);
}

const Listing* Catalogue::listingBySlug(std::string_view slug) const {
    return findOrNull(listingsBySlug_, slug);
}

const Asset* Catalogue::assetById(std::string_view id) const {
    return findOrNull(assetsById_, id);
}

const Scholar& Catalogue::scholarOf(const Listing& listing) const {
    return *scholarsById_.at(listing.scholarId);
}

const Topic& Catalogue::topic(const std::string& id) const {
    return *topicsById_.at(id);
}

const Catalogue::Listings& Catalogue::lessonsOf(const Listing& series) const {
    static const Listings kNone;
    const auto found = lessonsBySeries_.find(series.id);
    return found == lessonsBySeries_.end() ? kNone : found->second;
}

std::size_t Catalogue::lectureCount(const Listing& listing) const {
    return listing.isSeries ? lessonsOf(listing).size() : 1;
}

std::int64_t Catalogue::totalSeconds(const Listing& listing) const {
    if (!listing.isSeries) return listing.durationSeconds();
    std::int64_t sum = 0;
    for (const Listing* lesson : lessonsOf(listing))
        sum += lesson->durationSeconds();
    return sum;
}

} // namespace durus::reference
