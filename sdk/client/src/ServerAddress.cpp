// SPDX-License-Identifier: Apache-2.0
#include "ServerAddress.h"

#include <fstream>

namespace durus::client {

std::string findServer(const std::filesystem::path& dataDirectory, sync::HttpExchange& http) {
    std::ifstream file(dataDirectory / "mediaserver.address");
    std::string address;
    if (!std::getline(file, address) || address.empty()) return "";
    const auto answer =
        http.send({address, "", ""}, {.method = "GET", .path = "/healthz", .headers = {}, .body = ""});
    return answer && answer.value().status == 200 ? address : "";
}

} // namespace durus::client
