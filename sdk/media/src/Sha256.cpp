// SPDX-License-Identifier: Apache-2.0
#include "Sha256.h"

#include <durus/core/Error.h>

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace durus::media {

namespace {

void require(int done) {
    if (done != 1) throw Error(ErrorCode::Internal, "OpenSSL cannot compute SHA-256");
}

std::string hexadecimal(Bytes bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

} // namespace

std::string sha256Of(const InputFile& file) {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    require(digest == nullptr ? 0 : EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr));

    std::vector<std::uint8_t> block(std::size_t{256} << 10U);
    std::uint64_t done = 0;
    while (done < file.size()) {
        const auto got = file.read(done, block);
        if (got == 0) break;
        require(EVP_DigestUpdate(digest.get(), block.data(), got));
        done += got;
    }
    if (done != file.size())
        throw Error(ErrorCode::StorageFailure, file.name() + " changed while it was being read",
                    "try again when nothing writes to it");

    std::array<std::uint8_t, 32> value{};
    require(EVP_DigestFinal_ex(digest.get(), value.data(), nullptr));
    return hexadecimal(value);
}

} // namespace durus::media
