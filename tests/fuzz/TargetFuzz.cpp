// SPDX-License-Identifier: Apache-2.0
// Request targets: what is decoded keeps its promises, and encoding it again leads back to it.
#include "Property.h"
#include "http/Characters.h"
#include "http/RequestTarget.h"

#include <algorithm>
#include <string>

using namespace durus::fuzz;
using namespace durus::mediaserver::http;

namespace {

constexpr std::size_t kParameters = 8;

std::string encode(std::string_view text, bool keepsSlash) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isDigit(c) || (toLower(c) >= 'a' && toLower(c) <= 'z') || (keepsSlash && c == '/'))
            out += c;
        else
            out.append("%") += {kHex[byte >> 4U], kHex[byte & 15U]};
    }
    return out;
}

void checkPath(const std::string& path) {
    require(path.starts_with('/') && isUtf8(path), "a path is absolute and text");
    require(std::ranges::none_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20; }),
            "a path has no control character");
    require(path.find('\\') == std::string::npos, "a path has no backslash");
    require((path + "/").find("/../") == std::string::npos, "a path does not climb");
    require((path + "/").find("/./") == std::string::npos, "a path does not stay");
    std::string again;
    require(decodePath(encode(path, true), again) && again == path, "a path reads back as it is");
}

void checkQuery(const std::vector<Request::Pair>& query) {
    require(query.size() <= kParameters, "parameters keep their limit");
    std::string text;
    for (const auto& [name, value] : query) {
        require(isUtf8(name) && isUtf8(value), "parameters are text");
        text.append(text.empty() ? "" : "&").append(encode(name, false)).append("=");
        text.append(encode(value, false));
    }
    std::vector<Request::Pair> again;
    require(decodeQuery(text, kParameters, again) && again == query, "a query reads back as it is");
}

void checkAuthority(std::string_view text) {
    std::string host;
    std::optional<std::uint16_t> port;
    if (!parseAuthority(text, host, port)) return;
    require(!host.empty() && host.find('@') == std::string::npos, "a host is a name");
    const bool isV6 = host.find(':') != std::string::npos;
    std::string again = isV6 ? "[" + host + "]" : host;
    if (port) again += ":" + std::to_string(*port);
    std::string secondHost;
    std::optional<std::uint16_t> secondPort;
    require(parseAuthority(again, secondHost, secondPort) && secondHost == host && secondPort == port,
            "an authority reads back as it is");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    Request request;
    request.method = static_cast<Method>(takeByte(input) % 10);
    if (parseTarget(input, kParameters, request)) {
        if (request.method != Method::Connect && request.path != "*") checkPath(request.path);
        checkQuery(request.query);
    }
    std::string path;
    if (decodePath(input, path)) checkPath(path);
    std::vector<Request::Pair> query;
    if (decodeQuery(input, kParameters, query)) checkQuery(query);
    checkAuthority(input);
    return 0;
}
