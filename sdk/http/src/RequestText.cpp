// SPDX-License-Identifier: Apache-2.0
#include "RequestText.h"

#include "Characters.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace durus::http {

namespace {

/// They frame the message, choose its receiver or say who is asking.
constexpr std::array<std::string_view, 12> kReserved{
    "Host",          "User-Agent", "Connection",       "Content-Length", "Transfer-Encoding",   "Expect",
    "Authorization", "Cookie",     "Proxy-Connection", "Upgrade",        "Proxy-Authorization", "TE"};

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::InvalidInput, "this request must not be sent: " + why,
                "report this to the author of the codec plugin");
}

bool isReserved(std::string_view name) {
    return std::any_of(kReserved.begin(), kReserved.end(),
                       [&](std::string_view reserved) { return equalIgnoringCase(reserved, name); });
}

bool isPath(std::string_view path) {
    return path.starts_with('/') &&
           std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < 0x7F && c != '#'; });
}

void add(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string requestText(const Target& target, const sync::HttpRequest& request, const std::string& token) {
    if (!isToken(request.method)) refuse("its method is no word");
    if (!isPath(target.path)) refuse("its path is malformed");
    if (!isFieldValue(token))
        throw Error(ErrorCode::InvalidInput, "the account's token holds characters that no token has",
                    "store the token again");

    std::string text = request.method + ' ' + target.path + " HTTP/1.1\r\n";
    add(text, "Host", target.authority());
    add(text, "User-Agent", "durus/" DURUS_VERSION);
    for (const auto& [name, value] : request.headers) {
        if (!isToken(name) || !isFieldValue(value)) refuse("it has a malformed header");
        if (isReserved(name)) refuse("it sets the header " + name);
        add(text, name, value);
    }
    if (!token.empty()) add(text, "Authorization", "Bearer " + token);
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT")
        add(text, "Content-Length", std::to_string(request.body.size()));
    return text.append("\r\n").append(request.body);
}

} // namespace durus::http
