// SPDX-License-Identifier: Apache-2.0
#include "archive/SeriesArchive.h"

#include "api/ContentTag.h"
#include "archive/EntryName.h"
#include "archive/ZipLayout.h"
#include "feeds/Lectures.h"
#include "http/FileResponder.h"
#include "web/HtmlEscape.h"

#include <exception>
#include <unordered_set>

namespace durus::mediaserver::archive {

namespace {

constexpr std::string_view kExtension = ".zip";

http::Response notFound() {
    return http::Response::error(http::Status::NotFound, "There is no such series to download on this box.");
}

http::Response busy() {
    http::Response response = http::Response::error(
        http::Status::ServiceUnavailable, "Another download is being prepared. Try again in a moment.");
    response.headers.add("Retry-After", "5");
    return response;
}

} // namespace

http::Response SeriesArchive::respond(const http::Request& request) const {
    std::string_view slug = request.parameter("file");
    if (!slug.ends_with(kExtension)) return notFound();
    slug.remove_suffix(kExtension.size());
    const auto lectures = feeds::lecturesOf(library_, feeds::Kind::Series, model::Slug{std::string(slug)});
    if (!lectures) return notFound();

    std::vector<ZipEntry> entries;
    std::unordered_set<std::string> names;
    std::string description;
    std::size_t place = 0;
    for (const store::LibraryItem& item : lectures->items) {
        ++place;
        const auto file = open(*item.stored);
        if (!file) continue;
        const auto checksum = checksums_.of(item.stored->sha256, *file);
        if (!checksum) return busy();
        const std::size_t number =
            item.listing.orderIndex > 0 ? static_cast<std::size_t>(item.listing.orderIndex) : place;
        std::string name = entryName(number, item.listing.title, item.stored->format);
        for (int copy = 2; !names.insert(name).second; ++copy)
            name = entryName(number, item.listing.title, std::to_string(copy) + "." + item.stored->format);
        description += item.stored->sha256 + " " + name + "\n";
        entries.push_back({.name = std::move(name), .file = file, .crc32 = *checksum});
    }
    if (entries.empty()) return notFound();

    http::FileResource resource;
    resource.parts = layOutZip(entries);
    resource.mediaType = "application/zip";
    resource.etag = '"' + api::contentTag(description) + '"';
    resource.cacheControl = "no-cache";
    resource.extra.add("Content-Disposition", "attachment; filename=\"series.zip\"; filename*=UTF-8''" +
                                                  web::percentEncode(slug) + ".zip");
    return http::respondWithFile(request, resource);
}

http::Handler SeriesArchive::handler(http::WorkerPool& pool, Log& log) const {
    return pool.run([this, &log](const http::Request& request, http::Responder responder) {
        try {
            responder.send(respond(request));
        } catch (const std::exception& failure) {
            log.error("download", "a series cannot be sent as an archive",
                      {{"file", request.parameter("file")}, {"fault", failure.what()}});
            responder.send(http::Response::error(http::Status::InternalServerError,
                                                 "The recordings cannot be read; the box's log says why."));
        }
    });
}

std::shared_ptr<const http::OpenFile> SeriesArchive::open(const download::StoredAsset& asset) const {
    const media::AudioName name{std::string(media::audioId(asset.sha256)), asset.format};
    const std::string key = name.id + "." + name.extension;
    auto resource = cache_.find(key);
    if (!resource) {
        resource = files_.open(name);
        if (resource) cache_.put(key, resource);
    }
    return resource ? resource->file : nullptr;
}

} // namespace durus::mediaserver::archive
