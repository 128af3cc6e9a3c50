// SPDX-License-Identifier: Apache-2.0
#include "reference/LibraryScanner.h"

#include "reference/StableId.h"

#include <durus/core/Error.h>
#include <durus/text/Fold.h>

#include <Poco/String.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

namespace durus::reference {

namespace {

namespace fs = std::filesystem;

constexpr std::array kAudioExtensions = {".mp3", ".m4a", ".m4b",  ".aac", ".opus",
                                         ".ogg", ".oga", ".flac", ".wav"};
constexpr std::string_view kUnknownScholar = "Unknown";
constexpr std::string_view kTopicMark = "topic:";

std::vector<fs::path> audioFilesIn(const fs::path& library) {
    std::error_code error;
    if (!fs::is_directory(library, error))
        throw Error(ErrorCode::NotFound, library.string() + " is not a folder",
                    "Give --library a folder of audio files.");
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at(library, fs::directory_options::skip_permission_denied), end;
         at != end; ++at) {
        const std::string extension = Poco::toLower(at->path().extension().string());
        const bool isAudio =
            std::find(kAudioExtensions.begin(), kAudioExtensions.end(), extension) != kAudioExtensions.end();
        const bool isHidden = at->path().filename().string().starts_with('.');
        if (isHidden && at->is_directory(error)) at.disable_recursion_pending();
        if (isAudio && !isHidden && at->is_regular_file(error)) files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

WallTime lastChange(const fs::path& file) {
    const auto time = std::chrono::file_clock::to_sys(fs::last_write_time(file));
    return {std::chrono::duration_cast<Milliseconds>(time.time_since_epoch())};
}

/// The two-letter code of a language tag; without one, Arabic if the title is written in it.
std::string languageOf(const media::AudioInfo& info) {
    const std::string tag = Poco::toLower(info.language);
    if (tag == "ara" || tag.starts_with("ar")) return "ar";
    if (tag == "eng" || tag.starts_with("en")) return "en";
    if (!tag.empty()) return tag;
    const bool isArabic = std::any_of(info.title.begin(), info.title.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xD8 && byte <= 0xDB;
    });
    return isArabic ? "ar" : "en";
}

Asset assetOf(const media::AudioInfo& info, const fs::path& file) {
    return {.id = stableUuid("asset", info.sha256),
            .format = info.format,
            .mediaType = info.mediaType,
            .bitrateKbps = info.bitrateKbps,
            .durationSeconds = (info.duration.count() + 500) / 1000,
            .sizeBytes = info.sizeBytes,
            .sha256 = info.sha256,
            .file = file};
}

/// Gathers files into scholars, series, lessons and topics.
class CatalogueBuilder {
public:
    void add(const media::AudioInfo& info, const fs::path& file, const std::string& relativePath) {
        const std::string id = stableUuid("listing", relativePath);
        Listing listing{.id = id,
                        .title = info.title.empty() ? file.stem().string() : info.title,
                        .scholarId = scholarFor(info),
                        .publishedAt = lastChange(file)};
        listing.language = languageOf(info);
        listing.orderIndex = info.track;
        listing.asset = assetOf(info, file);
        describe(listing, info.comment);
        if (!info.album.empty()) listing.seriesId = seriesFor(info.album, listing);
        listings_.push_back(std::move(listing));
    }

    Catalogue build() && {
        numberLessons();
        for (Listing& listing : listings_)
            listing.slug = freeSlug(listing);
        std::sort(scholars_.begin(), scholars_.end(), [](auto& a, auto& b) { return a.slug < b.slug; });
        std::sort(topics_.begin(), topics_.end(), [](auto& a, auto& b) { return a.slug < b.slug; });
        return {std::move(scholars_), std::move(topics_), std::move(listings_)};
    }

private:
    std::string scholarFor(const media::AudioInfo& info) {
        const std::string name = info.artist.empty() ? std::string(kUnknownScholar) : info.artist;
        const std::string key = text::fold(name);
        const std::string id = stableUuid("scholar", key);
        if (!std::any_of(scholars_.begin(), scholars_.end(), [&](auto& s) { return s.id == id; })) {
            std::string slug = text::slug(name);
            if (slug.empty()) slug = id;
            scholars_.push_back(
                {.id = id, .slug = std::move(slug), .name = name, .language = languageOf(info)});
        }
        return id;
    }

    /// Finds the series of that name by the lesson's scholar, or makes it; it is as new as its newest lesson.
    std::string seriesFor(const std::string& album, const Listing& lesson) {
        const std::string id = stableUuid("series", lesson.scholarId + '\n' + text::fold(album));
        const auto found =
            std::find_if(listings_.begin(), listings_.end(), [&](auto& other) { return other.id == id; });
        if (found != listings_.end()) {
            found->publishedAt = std::max(found->publishedAt, lesson.publishedAt);
            for (const std::string& topicId : lesson.topicIds)
                if (std::find(found->topicIds.begin(), found->topicIds.end(), topicId) ==
                    found->topicIds.end())
                    found->topicIds.push_back(topicId);
            return id;
        }
        Listing series{.id = id,
                       .title = album,
                       .scholarId = lesson.scholarId,
                       .publishedAt = lesson.publishedAt,
                       .isSeries = true};
        series.language = lesson.language;
        series.topicIds = lesson.topicIds;
        listings_.push_back(std::move(series));
        return id;
    }

    void describe(Listing& listing, const std::string& comment) {
        const std::string start = Poco::toLower(comment.substr(0, kTopicMark.size()));
        if (start != kTopicMark) {
            listing.description = comment;
            return;
        }
        const std::string name = Poco::trim(comment.substr(kTopicMark.size()));
        const std::string slug = text::slug(name);
        if (slug.empty()) return;
        const std::string id = stableUuid("topic", slug);
        if (!std::any_of(topics_.begin(), topics_.end(), [&](auto& t) { return t.id == id; }))
            topics_.push_back({.id = id, .slug = slug, .name = name});
        listing.topicIds.push_back(id);
    }

    /// Lessons count from 1 without gaps, whatever their tags say; files come in the order of their paths,
    /// which settles equal tracks.
    void numberLessons() {
        std::map<std::string, std::vector<Listing*>> bySeries;
        for (Listing& listing : listings_)
            if (listing.isLesson()) bySeries[listing.seriesId].push_back(&listing);
        for (auto& [seriesId, lessons] : bySeries) {
            std::stable_sort(lessons.begin(), lessons.end(),
                             [](auto* a, auto* b) { return a->orderIndex < b->orderIndex; });
            int order = 0;
            for (Listing* lesson : lessons)
                lesson->orderIndex = ++order;
        }
    }

    /// The title's slug; with the start of the id behind it where that is empty or taken.
    std::string freeSlug(const Listing& listing) {
        const std::string plain = text::slug(listing.title);
        if (!plain.empty() && slugs_.insert(plain).second) return plain;
        std::string unique = (plain.empty() ? "lecture" : plain) + '-' + listing.id.substr(0, 8);
        slugs_.insert(unique);
        return unique;
    }

    std::vector<Scholar> scholars_;
    std::vector<Topic> topics_;
    std::vector<Listing> listings_;
    std::set<std::string> slugs_;
};

} // namespace

ScannedLibrary scanLibrary(const fs::path& library, const AudioProbe& probe) {
    CatalogueBuilder builder;
    std::vector<SkippedFile> skipped;
    for (const fs::path& file : audioFilesIn(library)) {
        try {
            builder.add(probe(file), file, file.lexically_relative(library).generic_string());
        } catch (const std::exception& error) {
            skipped.push_back({.file = file, .reason = error.what()});
        }
    }
    return {.catalogue = std::move(builder).build(), .skipped = std::move(skipped)};
}

} // namespace durus::reference
