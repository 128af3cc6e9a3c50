// SPDX-License-Identifier: Apache-2.0
#include "api/PreparedText.h"

#include <Poco/DeflatingStream.h>
#include <openssl/evp.h>

#include <array>
#include <sstream>

namespace durus::mediaserver::api {

namespace {

// Below this the gzip header eats what compression saves.
constexpr std::size_t kWorthCompressing = 512;

std::string contentTag(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    constexpr std::size_t kBytes = 16;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    std::string tag;
    for (std::size_t i = 0; i < kBytes; ++i) {
        tag += kDigits[digest[i] >> 4];
        tag += kDigits[digest[i] & 0x0f];
    }
    return tag;
}

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
    const std::string tag = contentTag(*text);
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
