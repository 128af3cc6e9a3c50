// SPDX-License-Identifier: Apache-2.0
#include "http/Request.h"

#include <algorithm>

namespace durus::mediaserver::http {

namespace {

const std::string* findValue(const std::vector<Request::Pair>& pairs, std::string_view name) noexcept {
    const auto it = std::ranges::find(pairs, name, &Request::Pair::first);
    return it == pairs.end() ? nullptr : &it->second;
}

void clearText(std::string& text) noexcept {
    constexpr std::size_t kKept = 1024;
    if (text.capacity() > kKept) std::string().swap(text);
    text.clear();
}

} // namespace

std::optional<std::string_view> Request::queryParameter(std::string_view name) const noexcept {
    const std::string* value = findValue(query, name);
    if (value == nullptr) return std::nullopt;
    return std::string_view(*value);
}

std::string_view Request::parameter(std::string_view name) const noexcept {
    const std::string* value = findValue(parameters, name);
    return value == nullptr ? std::string_view{} : std::string_view(*value);
}

void Request::clear() noexcept {
    method = Method::Get;
    clearText(methodToken);
    clearText(target);
    clearText(path);
    std::vector<Pair>().swap(query);
    parameters.clear();
    minorVersion = 1;
    host.clear();
    port.reset();
    headers.clear();
    clearText(body);
}

} // namespace durus::mediaserver::http
