// SPDX-License-Identifier: Apache-2.0
#include "BackendUnderTest.h"

#include "support/Process.h"

#include <durus/core/IsoTime.h>

#include <stdexcept>

namespace durus::test {

namespace {

using reference::Asset;
using reference::Listing;

WallTime at(const char* time) {
    return fromIso8601(time).value();
}

Asset recording(const std::string& slug, std::int64_t seconds) {
    return {.id = "asset_" + slug,
            .format = "mp3",
            .mediaType = "audio/mpeg",
            .bitrateKbps = 64,
            .durationSeconds = seconds,
            .sizeBytes = 0,
            .sha256 = std::string(64, '0'),
            .file = "/nonexistent/" + slug + ".mp3"};
}

Listing lesson(int number) {
    const std::string slug = "series-one-lesson-" + std::to_string(number);
    return {.id = lessonId(number),
            .slug = slug,
            .title = "Lesson " + std::to_string(number),
            .scholarId = "scholar_1",
            .publishedAt = at("2026-11-20T08:00:00Z"),
            .seriesId = kSeriesId,
            .orderIndex = number,
            .asset = recording(slug, 1800)};
}

} // namespace

Certificates::Certificates() {
    const auto script = sourceDir() / "samples/reference-backend/make-certificates.sh";
    const Finished made = runProcess({script.string(), directory_.path().string()});
    if (made.status != 0) throw std::runtime_error("make-certificates.sh failed: " + made.output);
}

const Certificates& Certificates::shared() {
    static const Certificates certificates;
    return certificates;
}

std::string lessonId(int number) {
    return "10000000-0000-4000-8000-00000000000" + std::to_string(number);
}

std::string singleId(int number) {
    return "20000000-0000-4000-8000-00000000000" + std::to_string(number);
}

reference::Catalogue sampleCatalogue() {
    std::vector<Listing> listings = {
        {.id = kSeriesId,
         .slug = "series-one",
         .title = "Series One",
         .scholarId = "scholar_1",
         .publishedAt = at("2026-11-20T08:00:00Z"),
         .isSeries = true,
         .description = "Three lessons",
         .topicIds = {"topic_1"}},
        lesson(3),
        lesson(1),
        lesson(2),
        {.id = singleId(1),
         .slug = "single-one",
         .title = "Single One",
         .scholarId = "scholar_1",
         .publishedAt = at("2026-11-21T08:00:00Z"),
         .topicIds = {"topic_1"},
         .asset = recording("single-one", 600)},
        {.id = singleId(2),
         .slug = "الرفق-بالناس",
         .title = "الرِّفْقُ بِالنَّاسِ",
         .scholarId = "scholar_1",
         .publishedAt = at("2026-11-19T08:00:00Z"),
         .language = "ar"},
    };
    return {{{.id = "scholar_1", .slug = "test-scholar", .name = "Test Scholar"}},
            {{.id = "topic_1", .slug = "aqeedah", .name = "Aqeedah"}},
            std::move(listings)};
}

BackendUnderTest::BackendUnderTest(reference::Catalogue catalogue) {
    start(std::move(catalogue), "127.0.0.1:0");
}

HttpsClient BackendUnderTest::client(const std::string& token) const {
    return {backend_->port(), Certificates::shared().authority(), token};
}

void BackendUnderTest::restart() {
    const std::string listen = "127.0.0.1:" + std::to_string(backend_->port());
    backend_.reset();
    start(sampleCatalogue(), listen);
}

void BackendUnderTest::start(reference::Catalogue catalogue, const std::string& listen) {
    reference::BackendConfig config{.listen = listen,
                                    .database = database_,
                                    .tokens = {{"alice", "alice-token"}, {"bob", "bob-token"}},
                                    .tls = Certificates::shared().server()};
    backend_ =
        std::make_unique<reference::ReferenceBackend>(std::move(config), std::move(catalogue), clock_, log_);
    backend_->start();
}

} // namespace durus::test
