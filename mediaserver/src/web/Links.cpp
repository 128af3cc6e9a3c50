// SPDX-License-Identifier: Apache-2.0
#include "web/Links.h"

#include "web/HtmlEscape.h"

namespace durus::mediaserver::web {

namespace {

void appendParameter(std::string& address, std::string_view name, std::string_view value) {
    address += address.find('?') == std::string::npos ? '?' : '&';
    address += percentEncode(name) + "=" + percentEncode(value);
}

std::string encodePath(std::string_view path) {
    std::string encoded;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        encoded += percentEncode(path.substr(0, slash));
        if (slash == std::string_view::npos) break;
        encoded += '/';
        path.remove_prefix(slash + 1);
    }
    return encoded;
}

} // namespace

std::string Links::home() const {
    return address("/");
}

std::string Links::olderThan(std::string_view cursor) const {
    return address("/", {{"after", std::string(cursor)}});
}

std::string Links::here(std::size_t page) const {
    if (page <= 1) return address("/", {{"view", "here"}});
    return address("/", {{"view", "here"}, {"page", std::to_string(page)}});
}

std::string Links::scholars() const {
    return address("/scholars");
}

std::string Links::playlist(std::string_view kind, const model::Slug& slug) const {
    return address("/playlists/" + std::string(kind) + '/' + percentEncode(slug.str()) + ".m3u8");
}

std::string Links::feed(std::string_view kind, const model::Slug& slug) const {
    return address("/feeds/" + std::string(kind) + '/' + percentEncode(slug.str()) + ".xml");
}

std::string Links::recentFeed() const {
    return address("/feeds/recent.xml");
}

std::string Links::archive(const model::Slug& series) {
    return "/download/series/" + percentEncode(series.str()) + ".zip";
}

std::string Links::pairing() const {
    return address("/pair");
}

std::string Links::mine() const {
    return address("/me");
}

std::string Links::unpairing() const {
    return address("/me/unpair");
}

std::string Links::favorite() const {
    return address("/me/favorite");
}

std::string Links::listing(const model::Slug& slug) const {
    return address("/listing/" + percentEncode(slug.str()));
}

std::string Links::scholar(const model::Slug& slug) const {
    return address("/scholar/" + percentEncode(slug.str()));
}

std::string Links::searchForm() const {
    return "/search";
}

std::string Links::search(std::string_view query, std::size_t page) const {
    return address("/search", {{"q", std::string(query)}, {"page", std::to_string(page)}});
}

std::string Links::inLanguage(const http::Request& request, Language language) {
    std::string address = encodePath(request.path);
    // "//host/…" would leave this server.
    if (address.empty() || address.front() != '/' || address.substr(0, 2) == "//") address = "/";
    for (const auto& [name, value] : request.query)
        if (name != "lang") appendParameter(address, name, value);
    appendParameter(address, "lang", code(language));
    return address;
}

std::string Links::address(std::string path, std::initializer_list<http::Request::Pair> query) const {
    for (const auto& [name, value] : query)
        appendParameter(path, name, value);
    if (choice_.inAddress) appendParameter(path, "lang", code(choice_.language));
    return path;
}

} // namespace durus::mediaserver::web
