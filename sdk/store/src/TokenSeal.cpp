// SPDX-License-Identifier: Apache-2.0
#include "TokenSeal.h"

#include "KeyFile.h"

#include <durus/core/Error.h>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

namespace durus::store {

namespace {

// A sealed secret: one byte of format, nonce, ciphertext, tag.
constexpr char kFormat = 1;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

struct ContextDeleter {
    void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter>;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void require(int result) {
    if (result != 1) throw Error(ErrorCode::Internal, "the cipher AES-256-GCM failed");
}

[[noreturn]] void refuse(std::string_view owner, const std::string& why) {
    throw Error(ErrorCode::Corrupt, "the token of account " + std::string(owner) + " cannot be read: " + why,
                "restore the key file from a backup, or enter the token again");
}

} // namespace

std::string TokenSeal::seal(std::string_view owner, std::string_view secret) const {
    const auto known = readKey(keyFile_);
    const Key key = known ? *known : makeKey(keyFile_);
    std::array<unsigned char, kNonceSize> nonce{};
    require(RAND_bytes(nonce.data(), kNonceSize));

    const Context context(EVP_CIPHER_CTX_new());
    std::string cipher(secret.size(), '\0');
    std::array<unsigned char, kTagSize> tag{};
    int size = 0;
    require(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes.data(), nonce.data()));
    require(EVP_EncryptUpdate(context.get(), nullptr, &size, bytes(owner), static_cast<int>(owner.size())));
    require(EVP_EncryptUpdate(context.get(), bytes(cipher), &size, bytes(secret),
                              static_cast<int>(secret.size())));
    require(EVP_EncryptFinal_ex(context.get(), bytes(cipher) + size, &size));
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagSize, tag.data()));

    std::string sealed(1, kFormat);
    sealed.append(nonce.begin(), nonce.end()).append(cipher).append(tag.begin(), tag.end());
    return sealed;
}

std::string TokenSeal::unseal(std::string_view owner, std::string_view sealed) const {
    if (sealed.size() < 1 + kNonceSize + kTagSize || sealed.front() != kFormat)
        refuse(owner, "it was changed in the database");
    const auto key = readKey(keyFile_);
    if (!key) refuse(owner, "the key file " + keyFile_.string() + " is missing");
    const std::string_view nonce = sealed.substr(1, kNonceSize);
    const std::string_view cipher = sealed.substr(1 + kNonceSize, sealed.size() - 1 - kNonceSize - kTagSize);
    std::string tag(sealed.substr(sealed.size() - kTagSize));

    const Context context(EVP_CIPHER_CTX_new());
    std::string secret(cipher.size(), '\0');
    int size = 0;
    require(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key->bytes.data(), bytes(nonce)));
    require(EVP_DecryptUpdate(context.get(), nullptr, &size, bytes(owner), static_cast<int>(owner.size())));
    require(EVP_DecryptUpdate(context.get(), bytes(secret), &size, bytes(cipher),
                              static_cast<int>(cipher.size())));
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()));
    if (EVP_DecryptFinal_ex(context.get(), bytes(secret) + size, &size) != 1)
        refuse(owner, "the key file " + keyFile_.string() + " is not the one it was sealed with");
    return secret;
}

} // namespace durus::store
