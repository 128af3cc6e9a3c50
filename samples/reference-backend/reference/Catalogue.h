// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::reference {

struct Scholar {
    std::string id;
    std::string slug;
    std::string name;
    std::string language = "en";
};

struct Topic {
    std::string id;
    std::string slug;
    std::string name;
};

/// An audio file that is served. Its id names its bytes: other bytes are another asset.
struct Asset {
    std::string id;
    std::string format; ///< also the extension of its URL
    std::string mediaType;
    int bitrateKbps = 0;
    std::int64_t durationSeconds = 0; ///< 0 = unknown
    std::uint64_t sizeBytes = 0;
    std::string sha256;
    std::filesystem::path file;
};

/// A series, a lesson of a series, or a lecture that stands alone. The order of the fields is the order a
/// test writes them in.
struct Listing {
    std::string id{};
    std::string slug{};
    std::string title{};
    std::string scholarId{};
    WallTime publishedAt;
    bool isSeries = false;
    std::string seriesId{}; ///< of a lesson; empty otherwise
    int orderIndex = 0;     ///< of a lesson, from 1
    std::string description{};
    std::string language = "en";
    std::vector<std::string> topicIds{};
    std::optional<Asset> asset{};

    /// Of the recording; 0 for a series and where it is unknown.
    std::int64_t durationSeconds() const noexcept { return asset ? asset->durationSeconds : 0; }
    bool isLesson() const noexcept { return !seriesId.empty(); }
};

/// Everything the backend offers for listening, indexed. Immutable, so it can be read from any thread.
class Catalogue {
public:
    using Listings = std::vector<const Listing*>;

    Catalogue() = default;
    /// REQUIRES: ids and slugs are unique among listings; scholars, topics and series that are referred to
    /// exist. Errors: std::invalid_argument otherwise.
    Catalogue(std::vector<Scholar> scholars, std::vector<Topic> topics, std::vector<Listing> listings);
    Catalogue(Catalogue&&) = default;
    Catalogue& operator=(Catalogue&&) = default;

    const std::vector<Scholar>& scholars() const noexcept { return scholars_; }
    const std::vector<Topic>& topics() const noexcept { return topics_; }
    const std::vector<Listing>& listings() const noexcept { return listings_; }

    /// These return nullptr for what there is not.
    const Scholar* scholarBySlug(std::string_view slug) const;
    const Listing* listingBySlug(std::string_view slug) const;
    const Asset* assetById(std::string_view id) const;

    const Scholar& scholarOf(const Listing& listing) const;
    const Topic& topic(const std::string& id) const;
    /// The lessons of a series, in order; empty for anything else.
    const Listings& lessonsOf(const Listing& series) const;
    /// Series and single lectures, the newest first, equal times by id.
    const Listings& topLevel() const noexcept { return topLevel_; }

    /// Recordings under a top-level listing: its lessons, or itself.
    std::size_t lectureCount(const Listing& listing) const;
    std::int64_t totalSeconds(const Listing& listing) const;

private:
    void indexListings();

    std::vector<Scholar> scholars_;
    std::vector<Topic> topics_;
    std::vector<Listing> listings_;
    std::map<std::string, const Scholar*, std::less<>> scholarsBySlug_;
    std::map<std::string, const Scholar*, std::less<>> scholarsById_;
    std::map<std::string, const Topic*, std::less<>> topicsById_;
    std::map<std::string, const Listing*, std::less<>> listingsBySlug_;
    std::map<std::string, const Asset*, std::less<>> assetsById_;
    std::map<std::string, Listings, std::less<>> lessonsBySeries_;
    Listings topLevel_;
};

} // namespace durus::reference
