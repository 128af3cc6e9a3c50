// SPDX-License-Identifier: Apache-2.0
#include "web/StaticFiles.h"

#include "api/PreparedText.h"
#include "web/EmbeddedFiles.h"

#include <cassert>

namespace durus::mediaserver::web {

namespace {

constexpr std::size_t kVersionDigits = 8;

std::string mediaTypeOf(std::string_view name) {
    const std::string_view extension = name.substr(name.rfind('.') + 1);
    if (extension == "css") return "text/css; charset=utf-8";
    if (extension == "js") return "text/javascript; charset=utf-8";
    if (extension == "svg") return "image/svg+xml";
    if (extension == "webmanifest") return "application/manifest+json";
    return "application/octet-stream";
}

// The beginning of the hash inside the quotes of the ETag.
std::string_view versionOf(const http::Blob& blob) {
    return std::string_view(blob.etag).substr(1, kVersionDigits);
}

} // namespace

StaticFiles::StaticFiles() {
    for (const EmbeddedFile& file : embeddedFiles())
        files_.emplace(file.name, api::prepareText(std::make_shared<const std::string>(file.bytes),
                                                   mediaTypeOf(file.name), "no-cache"));
}

std::string StaticFiles::address(std::string_view name) const {
    const auto file = files_.find(name);
    assert(file != files_.end());
    return "/static/" + file->first + "?v=" + std::string(versionOf(file->second));
}

http::Response StaticFiles::respond(const http::Request& request, std::string_view name) const {
    const auto file = files_.find(name);
    if (file == files_.end()) return http::Response::error(http::Status::NotFound);
    http::Response response = http::respondWithBlob(request, file->second);
    if (request.queryParameter("v") == versionOf(file->second) && response.headers.has("Cache-Control"))
        response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
    return response;
}

} // namespace durus::mediaserver::web
