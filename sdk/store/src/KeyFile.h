// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>

namespace durus::store {

/// A secret key that is wiped from memory when it is no longer needed.
class Key {
public:
    static constexpr std::size_t kSize = 32;

    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    std::array<unsigned char, kSize> bytes{};
};

/// None if there is no such file. Errors: Error(Corrupt) if it does not hold a key; Error(StorageFailure).
std::optional<Key> readKey(const std::filesystem::path& file);

/// Makes the file (mode 0600) with a new key, unless another process was quicker, and returns what it holds.
/// Errors: Error(StorageFull), Error(StorageFailure), Error(Internal).
Key makeKey(const std::filesystem::path& file);

} // namespace durus::store
