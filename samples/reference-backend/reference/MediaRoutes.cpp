// SPDX-License-Identifier: Apache-2.0
#include "reference/MediaRoutes.h"

#include "reference/ByteRange.h"

namespace durus::reference {

namespace {

const Asset& assetOrThrow(const Catalogue& catalogue, const std::string& file) {
    const std::size_t dot = std::min(file.rfind('.'), file.size());
    const Asset* asset = catalogue.assetById(std::string_view(file).substr(0, dot));
    if (!asset || file.substr(dot) != '.' + asset->format) throw HttpError(404, "There is no audio " + file);
    std::error_code error;
    if (std::filesystem::file_size(asset->file, error) != asset->sizeBytes || error)
        throw HttpError(500, "The audio has changed since the library was read; restart the backend");
    return *asset;
}

/// Whether an If-None-Match header names the tag.
bool names(std::string_view header, const std::string& etag) {
    return header == "*" || header.find(etag) != std::string_view::npos;
}

Response media(const Catalogue& catalogue, const Request& request, const std::string& file) {
    const Asset& asset = assetOrThrow(catalogue, file);
    const std::string etag = '"' + asset.sha256.substr(0, 32) + '"';
    const std::string size = std::to_string(asset.sizeBytes);
    Response response;
    response.headers = {
        {"ETag", etag}, {"Accept-Ranges", "bytes"}, {"Cache-Control", "public, max-age=31536000, immutable"}};
    if (names(request.header("If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }
    const std::string_view condition = request.header("If-Range");
    const bool mayBePart = condition.empty() || condition == etag;
    const ByteRange range =
        mayBePart ? parseByteRange(request.header("Range"), asset.sizeBytes) : ByteRange();
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        response.status = 416;
        response.headers.emplace_back("Content-Range", "bytes */" + size);
        return response;
    }
    response.contentType = asset.mediaType;
    response.file = FileSlice{.file = asset.file, .offset = 0, .length = asset.sizeBytes};
    if (range.kind == ByteRange::Kind::Part) {
        response.status = 206;
        response.file->offset = range.offset;
        response.file->length = range.length;
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.offset) + '-' +
                                                           std::to_string(range.offset + range.length - 1) +
                                                           '/' + size);
    }
    return response;
}

} // namespace

void addMediaRoutes(Router& router, const Catalogue& catalogue) {
    router.add({.method = "GET",
                .pattern = "/media/:file",
                .handler = [&catalogue](const Request& request, const PathValues& values) {
                    return media(catalogue, request, values[0]);
                }});
}

} // namespace durus::reference
