// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace durus::mediaserver {

/// DATA/mediaserver.address: where a program on this machine finds the server of a data directory. Written
/// whole or not at all, and removed on destruction if another server has not written its own since.
class AddressFile {
public:
    /// Writes `url`. Errors: std::system_error.
    AddressFile(const std::filesystem::path& dataDirectory, std::string url);
    ~AddressFile();
    AddressFile(const AddressFile&) = delete;
    AddressFile& operator=(const AddressFile&) = delete;

private:
    std::filesystem::path path_;
    std::string url_;
};

/// The URL a program on this machine reaches a server by that listens on `address` ("0.0.0.0:8080",
/// "[::]:8080"): the loopback address in place of a wildcard.
std::string localUrl(std::string_view address);

} // namespace durus::mediaserver
