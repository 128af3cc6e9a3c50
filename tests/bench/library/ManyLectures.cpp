// SPDX-License-Identifier: Apache-2.0
#include "ManyLectures.h"

#include <durus/core/Random.h>

#include <array>
#include <vector>

namespace durus::bench {

namespace {

constexpr std::size_t kScholars = 200;
constexpr std::size_t kTopics = 40;
constexpr std::size_t kSeriesLength = 25;
constexpr std::size_t kQueryPool = 5'000;

constexpr std::array kArabic{"شَرْح",    "كتاب",   "التوحيد", "الأصول", "الثلاثة", "الصلاة",
                             "الزكاة", "الصيام", "الحج",    "آداب",   "طالب",    "العلم",
                             "السيرة", "تفسير",  "سورة",    "البقرة", "الإيمان", "الصبر",
                             "الشكر",  "التوبة", "الدعاء",  "الرفق",  "الوقت",   "النصيحة"};
constexpr std::array kEnglish{"Explanation", "Book",     "Patience", "Gratitude",  "Prayer",    "Fasting",
                              "Charity",     "Manners",  "Student",  "Knowledge",  "Biography", "Commentary",
                              "Chapter",     "Faith",    "Hope",     "Kindness",   "Time",      "Advice",
                              "Beginnings",  "Journeys", "Houses",   "Neighbours", "Travel",    "Letters"};

template<typename Words>
std::string phrase(const Words& words, Random& random, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : " ") + std::string(words[random.upTo(words.size() - 1)]);
    return text;
}

std::string titled(std::size_t number, Random& random) {
    const std::string words = number % 2 == 0 ? phrase(kArabic, random, 4) : phrase(kEnglish, random, 4);
    return words + ' ' + std::to_string(number);
}

model::Listing listing(std::size_t number, model::ListingFormat format, Random& random) {
    const std::string id = std::to_string(number);
    return {.id = model::ListingId("listing-" + id),
            .slug = model::Slug("lecture-" + id),
            .format = format,
            .origin = model::ListingOrigin::Backend,
            .title = titled(number, random),
            .description = number % 2 == 0 ? phrase(kArabic, random, 12) : phrase(kEnglish, random, 12),
            .language = number % 2 == 0 ? "ar" : "en",
            .scholar = model::ScholarId("scholar-" + std::to_string(number % kScholars)),
            .parent = {},
            .orderIndex = 0,
            .duration = std::nullopt,
            .publishedAt =
                WallTime{Milliseconds{1'600'000'000'000 + static_cast<std::int64_t>(number) * 60'000}},
            .topics = {model::TopicId("topic-" + std::to_string(number % kTopics))},
            .asset = std::nullopt};
}

model::Listing lecture(std::size_t number, model::ListingFormat format, Random& random) {
    model::Listing made = listing(number, format, random);
    made.duration = Milliseconds{1'800'000};
    made.asset = model::AudioAsset{.id = model::AssetId("asset-" + std::to_string(number)),
                                   .url = "https://backend.invalid/" + std::to_string(number) + ".mp3",
                                   .format = "mp3",
                                   .bitrateKbps = 64,
                                   .duration = made.duration};
    return made;
}

} // namespace

void addLectures(store::Store& store, std::size_t count) {
    SeededRandom random(1);
    std::vector<model::Scholar> scholars;
    for (std::size_t i = 0; i < kScholars; ++i)
        scholars.push_back({model::ScholarId("scholar-" + std::to_string(i)),
                            model::Slug("scholar-" + std::to_string(i)),
                            i % 2 == 0 ? "الشيخ " + std::to_string(i) : "Scholar " + std::to_string(i),
                            i % 2 == 0 ? "ar" : "en"});
    std::vector<model::Topic> topics;
    for (std::size_t i = 0; i < kTopics; ++i)
        topics.push_back({model::TopicId("topic-" + std::to_string(i)),
                          model::Slug("topic-" + std::to_string(i)), "Topic " + std::to_string(i)});
    std::vector<model::Listing> listings;
    std::size_t number = 0;
    for (std::size_t made = 0; made < count; ++made) {
        if (made % (2 * kSeriesLength) < kSeriesLength) {
            listings.push_back(lecture(++number, model::ListingFormat::Single, random));
            continue;
        }
        if (made % kSeriesLength == 0)
            listings.push_back(listing(++number, model::ListingFormat::Series, random));
        const std::size_t place = made % kSeriesLength;
        const model::ListingId parent = listings[listings.size() - 1 - place].id;
        listings.push_back(lecture(++number, model::ListingFormat::Lesson, random));
        listings.back().parent = parent;
        listings.back().orderIndex = static_cast<int>(place) + 1;
    }
    const model::BackendName backend{"generated"};
    store.accounts().addBackend({backend, "platform", "https://backend.invalid", ""});
    store.catalogue().replaceCatalogue(backend, scholars, topics, listings);
}

std::string queryNumber(std::size_t number) {
    SeededRandom random(number % kQueryPool + 1);
    const bool arabic = number % 2 == 0;
    const std::size_t words = 1 + random.upTo(1);
    std::string query = arabic ? phrase(kArabic, random, words) : phrase(kEnglish, random, words);
    if (!arabic && number % 4 == 1) query.resize(query.size() - 2);
    return query;
}

} // namespace durus::bench
