// SPDX-License-Identifier: Apache-2.0
#include "SampleLibrary.h"

#include <durus/media/AudioProbe.h>

#include <vector>

namespace durus::test {

namespace {

const WallTime kPublished{Milliseconds{1'700'000'000'000}};

model::Listing listing(const std::string& slug, model::ListingFormat format, const std::string& title,
                       const std::string& language, const std::string& scholar) {
    model::Listing made;
    made.id = model::ListingId{"id-of-" + slug};
    made.slug = model::Slug{slug};
    made.format = format;
    made.title = title;
    made.language = language;
    made.scholar = model::ScholarId{scholar};
    made.publishedAt = kPublished;
    return made;
}

void giveAudio(model::Listing& listing, Milliseconds duration) {
    listing.duration = duration;
    listing.asset = model::AudioAsset{.id = model::AssetId{"asset_" + listing.slug.str()},
                                      .url = "https://backend.invalid/" + listing.slug.str() + ".mp3",
                                      .format = "mp3",
                                      .bitrateKbps = 64,
                                      .duration = duration};
}

std::vector<model::Listing> sampleListings() {
    using enum model::ListingFormat;
    const model::TopicId topic{"topic-1"};
    std::vector<model::Listing> all;
    all.push_back(listing("explained-text", Series, "A Text Explained", "en", "scholar-en"));
    all.back().description = "Three lessons that are in the catalogue only.";
    all.back().topics = {topic};
    for (int number = 1; number <= 3; ++number) {
        const std::string order = std::to_string(number);
        all.push_back(
            listing("explained-text-" + order, Lesson, "Explanation, part " + order, "en", "scholar-en"));
        all.back().parent = all.front().id;
        all.back().orderIndex = number;
        giveAudio(all.back(), Milliseconds{1'800'000});
    }
    all.push_back(listing("far-away", Single, "درسٌ لم يُحمَّل بعدُ", "ar", "scholar-ar"));
    all.back().topics = {topic};
    giveAudio(all.back(), Milliseconds{4'380'000});
    return all;
}

} // namespace

SampleLibrary::SampleLibrary(const std::filesystem::path& dataDirectory)
    : store_(store::Store::open(dataDirectory, clock_, random_)) {}

std::string SampleLibrary::import(const std::filesystem::path& file) {
    const media::AudioInfo info = media::probeAudio(file);
    const std::filesystem::path relative =
        std::filesystem::path("audio") / info.sha256.substr(0, 2) / (info.sha256 + "." + info.format);
    const std::filesystem::path target = store_->dataDirectory() / relative;
    std::filesystem::create_directories(target.parent_path());
    std::filesystem::copy_file(file, target, std::filesystem::copy_options::overwrite_existing);
    const store::LocalListing added =
        store_->library().addLocal({.title = info.title.empty() ? file.stem().string() : info.title,
                                    .scholar = info.artist,
                                    .series = info.album,
                                    .description = info.comment,
                                    .language = info.language,
                                    .orderIndex = info.track,
                                    .duration = info.duration,
                                    .file = relative,
                                    .format = info.format,
                                    .mediaType = info.mediaType,
                                    .sha256 = info.sha256,
                                    .sizeBytes = info.sizeBytes});
    return added.slug.str();
}

void SampleLibrary::addCatalogue() {
    const model::BackendName backend{"sample"};
    store_->accounts().addBackend({backend, "platform", "https://backend.invalid", ""});
    const std::vector<model::Scholar> scholars{
        {model::ScholarId{"scholar-en"}, model::Slug{"yusuf-catalogue"}, "Yusuf of the Catalogue", "en"},
        {model::ScholarId{"scholar-ar"}, model::Slug{"salim-catalogue"}, "سالم صاحب الفهرس", "ar"}};
    const std::vector<model::Topic> topics{{model::TopicId{"topic-1"}, model::Slug{"adab"}, "Adab"}};
    store_->catalogue().replaceCatalogue(backend, scholars, topics, sampleListings());
}

} // namespace durus::test
