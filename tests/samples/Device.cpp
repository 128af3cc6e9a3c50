// SPDX-License-Identifier: Apache-2.0
#include "Device.h"

#include "BackendUnderTest.h"

#include <durus/core/IsoTime.h>

#include <Poco/Exception.h>

#include <algorithm>
#include <stdexcept>

namespace durus::test {

namespace {

constexpr std::int64_t kBegin = 1'795'345'200'000; // 2026-11-22T11:00:00Z
constexpr int kAttempts = 40;
/// Less than 95 % of each listing, and not in its last 30 seconds.
constexpr int kFarthest = 500;

std::string iso(std::int64_t milliseconds) {
    return toIso8601(WallTime{Milliseconds{milliseconds}});
}

std::int64_t stampOf(const Poco::JSON::Object& row) {
    return fromIso8601(row.getValue<std::string>("updatedAt")).value().sinceEpoch.count();
}

std::string batchOf(const std::string& items) {
    return R"({"items":[)" + items + "]}";
}

std::string progressItem(const std::string& listingId, int position, std::int64_t stamp,
                         const std::string& more = {}) {
    return R"({"listingId":")" + listingId + R"(","positionSeconds":)" + std::to_string(position) + more +
           R"(,"updatedAt":")" + iso(stamp) + R"("})";
}

std::string savedItem(const std::string& listingId, bool saved, std::int64_t stamp) {
    return R"({"listingId":")" + listingId + R"(","saved":)" + (saved ? "true" : "false") +
           R"(,"updatedAt":")" + iso(stamp) + R"("})";
}

} // namespace

void Written::progress(const std::string& listingId, Progress write) {
    Progress& latest = progress_[listingId];
    if (write.updatedAt > latest.updatedAt) latest = write;
}

void Written::saved(const std::string& listingId, bool saved, std::int64_t updatedAt) {
    Saved& latest = saved_[listingId];
    if (saved) latest.saves.insert(iso(updatedAt));
    if (updatedAt < latest.updatedAt) return;
    latest.updatedAt = updatedAt;
    latest.saved = saved;
}

void Written::add(const Written& other) {
    for (const auto& [listing, write] : other.progress_)
        progress(listing, write);
    for (const auto& [listing, write] : other.saved_) {
        saved(listing, write.saved, write.updatedAt);
        saved_[listing].saves.insert(write.saves.begin(), write.saves.end());
    }
}

std::string Written::differenceTo(HttpsClient& client) const {
    const std::string difference = progressDifference(*client.get("/audio/progress").array());
    return difference.empty() ? savedDifference(*client.get("/me/library/saved/delta").array()) : difference;
}

std::string Written::progressDifference(const Poco::JSON::Array& rows) const {
    if (rows.size() != progress_.size()) return "rows of progress are missing";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = rows.getObject(static_cast<unsigned>(i));
        const auto listing = row->getValue<std::string>("listingId");
        const Progress& latest = progress_.at(listing);
        if (stampOf(*row) != latest.updatedAt || row->getValue<int>("positionSeconds") != latest.position)
            return "lost: position " + std::to_string(latest.position) + " of " + listing;
        if (row->has("completedAt") != (listing == lessonId(1))) return "completion of " + listing;
    }
    return {};
}

std::string Written::savedDifference(const Poco::JSON::Array& rows) const {
    if (rows.size() != saved_.size()) return "rows of saved listings are missing";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = rows.getObject(static_cast<unsigned>(i));
        const auto listing = row->getValue<std::string>("listingId");
        const Saved& latest = saved_.at(listing);
        if (stampOf(*row) != latest.updatedAt || row->has("savedAt") != latest.saved)
            return "lost: the latest mark of " + listing;
        if (latest.saved && !latest.saves.contains(row->getValue<std::string>("savedAt")))
            return "first save of " + listing;
    }
    return {};
}

Device::Device(int number, std::string token, std::vector<std::uint16_t> ports, int devices)
    : number_(number), token_(std::move(token)), ports_(std::move(ports)), devices_(devices),
      random_(static_cast<unsigned>(number)) {}

std::string Device::completion(const std::string& listingId) {
    return batchOf(progressItem(listingId, 1800, kBegin - 1, R"(,"completedAt":"2026-11-22T10:00:00Z")"));
}

void Device::step(int number) noexcept {
    if (!fault_.empty()) return;
    try {
        writeProgress(number);
        writeSaved(number);
    } catch (const Poco::Exception& error) {
        fault_ = error.displayText();
    } catch (const std::exception& error) {
        fault_ = error.what();
    }
}

/// Rises, but by leaps: what another device writes later in time may well bear an earlier stamp.
std::int64_t Device::nextStamp() {
    stamps_ += std::uniform_int_distribution<int>(1, 20)(random_);
    return kBegin + stamps_ * devices_ + number_;
}

void Device::writeProgress(int step) {
    std::string items;
    std::map<std::string, std::int64_t> stamps;
    std::vector<std::string> listings = {lessonId(1), lessonId(2), lessonId(3), singleId(1), lessonId(1)};
    std::shuffle(listings.begin(), listings.end(), random_);
    for (const std::string& listing : listings) {
        const int position = std::uniform_int_distribution<int>(0, kFarthest)(random_);
        const std::int64_t stamp = nextStamp();
        items += (items.empty() ? "" : ",") + progressItem(listing, position, stamp);
        written_.progress(listing, {.updatedAt = stamp, .position = position});
        stamps[listing] = stamp;
    }
    deliver(step, "/audio/progress/sync", batchOf(items));
    expectVisible(step + 1, "/audio/progress", stamps);
}

void Device::writeSaved(int step) {
    std::string items;
    std::map<std::string, std::int64_t> stamps;
    for (const std::string& listing : {singleId(1), singleId(2), kSeriesId}) {
        const bool saved = std::bernoulli_distribution()(random_);
        const std::int64_t stamp = nextStamp();
        items += (items.empty() ? "" : ",") + savedItem(listing, saved, stamp);
        written_.saved(listing, saved, stamp);
        stamps[listing] = stamp;
    }
    deliver(step + 2, "/me/library/saved/sync", batchOf(items));
    expectVisible(step + 3, "/me/library/saved/delta", stamps);
}

void Device::deliver(int step, const std::string& path, const std::string& body) {
    request(step, "POST", path, body, 201);
}

void Device::expectVisible(int step, const std::string& path,
                           const std::map<std::string, std::int64_t>& stamps) {
    const auto rows = request(step, "GET", path, {}, 200).array();
    std::map<std::string, std::int64_t> seen;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const auto row = rows->getObject(static_cast<unsigned>(i));
        seen[row->getValue<std::string>("listingId")] = stampOf(*row);
    }
    for (const auto& [listing, stamp] : stamps)
        if (seen[listing] < stamp) throw std::runtime_error("answered, but not stored: " + listing);
}

Reply Device::request(int step, const std::string& method, const std::string& path, const std::string& body,
                      int wanted) {
    std::string last;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const std::uint16_t port = ports_[static_cast<std::size_t>(number_ + step + attempt) % ports_.size()];
        try {
            HttpsClient client(port, Certificates::shared().authority(), token_);
            const Reply reply = method == "GET" ? client.get(path) : client.post(path, body);
            if (reply.status == wanted) return reply;
            if (reply.status != 500)
                throw std::runtime_error(path + " was answered with " + std::to_string(reply.status));
            last = "500";
        } catch (const Poco::Exception& error) {
            last = error.displayText();
        }
    }
    throw std::runtime_error(method + ' ' + path + " was never answered: " + last);
}

} // namespace durus::test
