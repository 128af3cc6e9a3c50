// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/download/AssetStore.h>
#include <durus/model/Account.h>
#include <durus/model/Catalogue.h>
#include <durus/model/Progress.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::sqlite {
class Database;
}

namespace durus::store {

/// A listing with all that is shown beside it.
struct LibraryItem {
    model::Listing listing;
    std::string scholarName; ///< empty if unknown
    model::Slug scholarSlug;
    std::string parentTitle; ///< empty if the listing stands alone
    model::Slug parentSlug;
    std::optional<download::StoredAsset> stored; ///< its verified file; none = not playable here
    bool withdrawn = false;                      ///< the backend no longer offers it

    /// Of what has audio: the listing itself, or all lessons below a series or collection.
    std::size_t lectureCount = 0;
    std::size_t storedCount = 0;
    Milliseconds lecturesDuration{0};

    std::optional<model::Progress> progress; ///< of the account asked for, as that person sees it
    bool favorite = false;
};

struct LibraryPage {
    std::vector<LibraryItem> items;
    bool hasMore = false;
};

struct RecentPage {
    std::vector<LibraryItem> items;
    std::string nextCursor; ///< opaque; empty on the last page
};

struct LibraryFilter {
    bool downloadedOnly = false; ///< what is playable here, and what holds such
    bool topLevelOnly = false;   ///< leave out what a series or collection holds
    bool favoritesOnly = false;
    bool startedOnly = false; ///< what the account has progress of
    std::optional<model::Slug> scholar;
    std::optional<model::Slug> parent; ///< directly held by it
    std::optional<model::Slug> topic;
    std::size_t limit = 100;
    std::size_t offset = 0;
};

struct ScholarItem {
    model::Scholar scholar;
    std::size_t lectureCount = 0;
    std::size_t storedCount = 0;
};

struct LibraryCounts {
    std::size_t lectures = 0; ///< listings that have audio
    std::size_t stored = 0;   ///< those of them that are playable here
    std::size_t series = 0;   ///< series and collections
    std::size_t scholars = 0;
    std::size_t topics = 0;
    std::uint64_t storedBytes = 0;
};

struct ListingProgress {
    model::ListingId listing;
    model::Progress progress;
};

/// A person's own recording, its file already below the data directory.
struct LocalRecording {
    std::string title;
    std::string scholar; ///< empty if unknown
    std::string series;  ///< empty: it stands alone
    std::string description;
    std::string language;
    int orderIndex = 0; ///< place within the series
    Milliseconds duration{0};
    std::filesystem::path file; ///< relative to the data directory
    std::string format;
    std::string mediaType;
    std::string sha256;
    std::uint64_t sizeBytes = 0;
};

struct LocalListing {
    model::ListingId listing;
    model::Slug slug;
    bool added = false; ///< false: the same content was here already
};

/// What there is to listen to: the catalogues of all backends and a person's own recordings, with what is
/// stored here and how far somebody is. A listing that was withdrawn shows up in lists and searches only
/// while its audio (or that of something it holds) is stored here; by slug or id it is always found.
/// Reading never waits for a writer.
/// Thread: any. Errors of all: Error(StorageFailure), Error(Corrupt).
class Library {
public:
    Library(sqlite::Database& database, const Clock& clock, Random& random);

    /// Ordered by title, a series followed by its lessons in their order.
    LibraryPage list(const LibraryFilter& filter, const model::AccountName& account);

    /// Listings that hold every word of `query`, the last one perhaps only begun, in title, scholar, series
    /// or description; the best match first. Of a word that very many have, the latest hundreds are all
    /// that is shown. Words compare folded (durus/text/Fold.h). Any text is a query; one without a letter or
    /// digit finds nothing.
    LibraryPage search(std::string_view query, std::size_t limit, std::size_t offset,
                       const model::AccountName& account);

    std::optional<LibraryItem> bySlug(const model::Slug& slug, const model::AccountName& account);
    std::optional<LibraryItem> byId(const model::ListingId& id, const model::AccountName& account);
    /// What a series or collection holds, in order. Empty if there is no such listing.
    std::vector<LibraryItem> contents(const model::Slug& slug, const model::AccountName& account);
    /// Top-level listings with a publication time, newest first. `cursor`: the nextCursor of the page before;
    /// empty = the first page. Errors: Error(InvalidInput) for a cursor that is none of ours.
    RecentPage recent(std::size_t limit, std::string_view cursor, const model::AccountName& account);

    std::vector<ScholarItem> scholars();
    std::optional<ScholarItem> scholar(const model::Slug& slug);
    /// Topics that listings have; of one scholar's listings if given.
    std::vector<model::Topic> topics(const std::optional<model::Slug>& scholar = std::nullopt);
    /// Of one listing.
    std::vector<model::Topic> topicsOf(const model::ListingId& listing);
    LibraryCounts counts();
    /// Changes whenever catalogue or stored files change, in any process; the same number = the same content.
    std::uint64_t revision();

    /// The stored file behind an asset id.
    std::optional<download::StoredAsset> asset(const model::AssetId& id);

    /// What a person sees: the backend's last word with their own unconfirmed actions laid over it.
    std::optional<model::Progress> progress(const model::AccountName& account,
                                            const model::ListingId& listing);
    bool favorite(const model::AccountName& account, const model::ListingId& listing);
    /// All of an account's, latest first; of listings this box does not know, too.
    std::vector<ListingProgress> progressOf(const model::AccountName& account);
    /// As above, with those that were taken back.
    std::vector<model::RemoteFavorite> favoritesOf(const model::AccountName& account);

    /// Registers a person's own recording as a local listing, with scholar and series made as needed. The
    /// same content digest again returns the listing there is. Errors: Error(InvalidInput) without title,
    /// file or digest; Error(StorageFull).
    LocalListing addLocal(const LocalRecording& recording);

private:
    sqlite::Database& database_;
    const Clock& clock_;
    Random& random_;
};

} // namespace durus::store
