// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace durus::store {

/// Seals secrets with AES-256-GCM under the key of a file that only this user may read. What was sealed for
/// one owner cannot be passed off as another's. Thread: any.
class TokenSeal {
public:
    explicit TokenSeal(std::filesystem::path keyFile) : keyFile_(std::move(keyFile)) {}

    /// Makes the key first if there is none. Errors: Error(StorageFailure), Error(Corrupt) if the key file is
    /// not one, Error(Internal).
    std::string seal(std::string_view owner, std::string_view secret) const;

    /// Errors: Error(Corrupt) if the key is missing or another one, or if the bytes were changed.
    std::string unseal(std::string_view owner, std::string_view sealed) const;

private:
    std::filesystem::path keyFile_;
};

} // namespace durus::store
