// SPDX-License-Identifier: Apache-2.0
#include "feeds/Address.h"

#include "web/HtmlEscape.h"

namespace durus::mediaserver::feeds {

std::optional<Address> addressOf(const http::Request& request) {
    const std::string_view list = request.parameter("list");
    const std::size_t slash = list.find('/');
    const std::string_view kindName = slash == std::string_view::npos ? "" : list.substr(0, slash);
    const std::string_view file = slash == std::string_view::npos ? list : list.substr(slash + 1);
    if (slash == 0 || file.find('/') != std::string_view::npos) return std::nullopt;
    const std::size_t dot = file.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    const std::string_view base = file.substr(0, dot);
    const auto kind = kindOf(kindName.empty() ? base : kindName);
    if (!kind || kindName.empty() != (*kind == Kind::Recent)) return std::nullopt;
    return Address{*kind, model::Slug{std::string(base)}, std::string(file.substr(dot + 1))};
}

http::Response notHere() {
    return http::Response::error(http::Status::NotFound, "There is no such list on this box.");
}

std::string pathOf(std::string_view root, Kind kind, const model::Slug& slug, std::string_view extension) {
    std::string path(root);
    path.append("/").append(name(kind));
    if (kind != Kind::Recent) path += "/" + web::percentEncode(slug.str());
    return path.append(".").append(extension);
}

} // namespace durus::mediaserver::feeds
