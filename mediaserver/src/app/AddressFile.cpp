// SPDX-License-Identifier: Apache-2.0
#include "app/AddressFile.h"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace durus::mediaserver {

namespace {

void writeText(const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw std::system_error(errno, std::generic_category(), "cannot write " + path.string());
}

} // namespace

AddressFile::AddressFile(const std::filesystem::path& dataDirectory, std::string url)
    : path_(dataDirectory / "mediaserver.address"), url_(std::move(url)) {
    std::filesystem::path fresh = path_;
    fresh += "." + std::to_string(::getpid());
    writeText(fresh, url_ + "\n");
    std::filesystem::rename(fresh, path_);
}

AddressFile::~AddressFile() {
    std::ifstream file(path_);
    std::string url;
    std::error_code ignored;
    if (std::getline(file, url) && url == url_) std::filesystem::remove(path_, ignored);
}

std::string localUrl(std::string_view address) {
    const std::size_t colon = address.rfind(':');
    std::string host(address.substr(0, colon));
    if (host == "0.0.0.0")
        host = "127.0.0.1";
    else if (host == "[::]" || host == "::")
        host = "[::1]";
    return "http://" + host + std::string(address.substr(colon));
}

} // namespace durus::mediaserver
