// SPDX-License-Identifier: Apache-2.0
#include "api/ContentTag.h"

#include <openssl/evp.h>

#include <array>

namespace durus::mediaserver::api {

std::string contentTag(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
    std::string tag;
    for (unsigned i = 0; i < length; ++i) {
        tag += kDigits[digest[i] >> 4U];
        tag += kDigits[digest[i] & 0x0fU];
    }
    return tag;
}

} // namespace durus::mediaserver::api
