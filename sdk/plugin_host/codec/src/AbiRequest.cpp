// SPDX-License-Identifier: Apache-2.0
#include "AbiRequest.h"

#include <durus/plugin_host/Abi.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace durus::plugin_codec {

using plugin_host::view;

namespace {

constexpr std::size_t kMaxPath = 16'384;
constexpr std::size_t kMaxHeaders = 64;
constexpr std::size_t kMaxHeader = 8'192;

constexpr std::array<std::string_view, 5> kMethods{"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::array<std::string_view, 9> kHostsOwn{
    "host",           "authorization", "proxy-authorization", "cookie",
    "content-length", "connection",    "transfer-encoding",   "upgrade",
    "expect"};

bool isVisible(char c) noexcept {
    return c > 0x20 && c < 0x7F;
}

bool isToken(std::string_view name) noexcept {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return isVisible(c) && std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
    });
}

bool isHostsOwn(std::string_view name) noexcept {
    const auto isSame = [](char own, char c) { return own == (c >= 'A' && c <= 'Z' ? c + 32 : c); };
    return std::any_of(kHostsOwn.begin(), kHostsOwn.end(), [&](std::string_view own) {
        return std::equal(own.begin(), own.end(), name.begin(), name.end(), isSame);
    });
}

bool isAllowed(const durus_http_header_t& header) noexcept {
    const std::string_view name = view(header.name);
    const std::string_view value = view(header.value);
    return name.size() + value.size() <= kMaxHeader && isToken(name) && !isHostsOwn(name) &&
           std::all_of(value.begin(), value.end(), [](char c) { return isVisible(c) || c == ' '; });
}

} // namespace

const char* faultOf(const durus_http_request_t& request) noexcept {
    const std::string_view path = view(request.path);
    if (std::find(kMethods.begin(), kMethods.end(), view(request.method)) == kMethods.end())
        return "it made a request with a method that is not allowed";
    if (path.empty() || path.front() != '/' || path.substr(0, 2) == "//" || path.size() > kMaxPath ||
        !std::all_of(path.begin(), path.end(), isVisible))
        return "it made a request with a malformed path";
    if (request.header_count > kMaxHeaders || (request.headers == nullptr && request.header_count > 0) ||
        !std::all_of(request.headers, request.headers + request.header_count, isAllowed))
        return "it made a request with a header that is malformed or the host's to set";
    return nullptr;
}

sync::HttpRequest toRequest(const durus_http_request_t& request) {
    sync::HttpRequest out;
    out.method = std::string(view(request.method));
    out.path = std::string(view(request.path));
    for (std::size_t i = 0; i < request.header_count; ++i)
        out.headers.emplace_back(view(request.headers[i].name), view(request.headers[i].value));
    out.body = std::string(view(request.body));
    return out;
}

} // namespace durus::plugin_codec
