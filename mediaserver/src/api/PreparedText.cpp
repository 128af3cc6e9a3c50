// SPDX-License-Identifier: Apache-2.0
#include "api/PreparedText.h"

#include "api/ContentTag.h"

#include <Poco/DeflatingStream.h>

#include <sstream>

namespace durus::mediaserver::api {

namespace {

// Below this the gzip header eats what compression saves.
constexpr std::size_t kWorthCompressing = 512;
// 128 bits.
constexpr std::size_t kTagDigits = 32;

std::string compress(const std::string& text) {
    std::ostringstream compressed;
    Poco::DeflatingOutputStream deflating(compressed, Poco::DeflatingStreamBuf::STREAM_GZIP, 6);
    deflating << text;
    deflating.close();
    return compressed.str();
}

} // namespace

http::Blob prepareText(std::shared_ptr<const std::string> text, std::string mediaType,
                       std::string cacheControl) {
    const std::string tag = contentTag(*text).substr(0, kTagDigits);
    http::Blob blob{.bytes = std::move(text),
                    .mediaType = std::move(mediaType),
                    .etag = '"' + tag + '"',
                    .cacheControl = std::move(cacheControl),
                    .gzip = nullptr,
                    .gzipEtag = {}};
    if (blob.bytes->size() < kWorthCompressing) return blob;
    std::string gzip = compress(*blob.bytes);
    if (gzip.size() >= blob.bytes->size()) return blob;
    blob.gzip = std::make_shared<const std::string>(std::move(gzip));
    blob.gzipEtag = '"' + tag + "-gz\"";
    return blob;
}

} // namespace durus::mediaserver::api
