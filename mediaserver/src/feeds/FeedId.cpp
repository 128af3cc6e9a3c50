// SPDX-License-Identifier: Apache-2.0
#include "feeds/FeedId.h"

#include <openssl/evp.h>

#include <array>

namespace durus::mediaserver::feeds {

std::string feedId(std::string_view path) {
    constexpr std::array<unsigned char, 16> kNamespace{0xea, 0xd4, 0xc2, 0x36, 0xbf, 0x58, 0x58, 0xc6,
                                                       0xa2, 0xc6, 0xa6, 0xb2, 0x8d, 0x12, 0x8c, 0xb6};
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string input(kNamespace.begin(), kNamespace.end());
    input += path;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(input.data(), input.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
    digest[6] = static_cast<unsigned char>((digest[6] & 0x0fU) | 0x50U);
    digest[8] = static_cast<unsigned char>((digest[8] & 0x3fU) | 0x80U);
    std::string id;
    for (std::size_t i = 0; i < kNamespace.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
        id += kDigits[digest[i] >> 4U];
        id += kDigits[digest[i] & 0x0fU];
    }
    return id;
}

} // namespace durus::mediaserver::feeds
