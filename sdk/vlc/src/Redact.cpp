// SPDX-License-Identifier: Apache-2.0
#include "Redact.h"

#include <algorithm>

namespace durus::vlc {

namespace {

std::string redactedUrl(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    const auto path = url.find('/');
    const auto authority = url.substr(0, path);
    const auto at = authority.rfind('@');
    const auto host = at == std::string_view::npos ? authority : authority.substr(at + 1);
    const auto rest = path == std::string_view::npos ? std::string_view{} : url.substr(path);
    return std::string(host).append(rest);
}

} // namespace

std::string redacted(std::string_view text) {
    constexpr std::string_view kScheme = "://";
    std::string result;
    for (auto found = text.find(kScheme); found != std::string_view::npos; found = text.find(kScheme)) {
        const auto begin = found + kScheme.size();
        const auto end = std::min(text.find_first_of(" \t\r\n'\"<>", begin), text.size());
        result.append(text.substr(0, begin)).append(redactedUrl(text.substr(begin, end - begin)));
        text.remove_prefix(end);
    }
    return result.append(text);
}

} // namespace durus::vlc
