// SPDX-License-Identifier: Apache-2.0
#include "Target.h"

#include <durus/core/Error.h>

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/URI.h>

#include <algorithm>

namespace durus::http {

namespace {

[[noreturn]] void refuse(const std::string& url, const std::string& why) {
    throw Error(ErrorCode::InvalidInput, "the address " + url + ' ' + why,
                "give an https address such as https://example.org");
}

bool isLoopback(const std::string& host) {
    if (host == "localhost") return true;
    Poco::Net::IPAddress address;
    return Poco::Net::IPAddress::tryParse(host, address) && address.isLoopback();
}

bool isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == ':';
}

Target examine(const Poco::URI& uri, const std::string& shown) {
    const std::string& scheme = uri.getScheme();
    const std::string& host = uri.getHost();
    if (scheme != "https" && scheme != "http") refuse(shown, "is not an https address");
    if (host.empty() || !std::all_of(host.begin(), host.end(), isHostCharacter))
        refuse(shown, "names no host that can be reached");
    if (scheme == "http" && !isLoopback(host)) refuse(shown, "is not encrypted, which is for loopback only");
    if (uri.getPort() == 0) refuse(shown, "names no port that can be reached");

    std::string path = uri.getPathAndQuery();
    if (path.empty() || path.front() != '/') path.insert(0, 1, '/');
    return {.secure = scheme == "https", .host = host, .port = uri.getPort(), .path = std::move(path)};
}

} // namespace

std::string Target::authority() const {
    std::string text = host.find(':') == std::string::npos ? host : '[' + host + ']';
    if (port != (secure ? 443 : 80)) text += ':' + std::to_string(port);
    return text;
}

Target parseTarget(const std::string& url) try {
    const Poco::URI uri(url);
    // Never repeat such a URL: it may carry a password.
    if (!uri.getUserInfo().empty()) refuse("of the backend", "carries a user name or password");
    return examine(uri, url);
} catch (const Poco::Exception&) {
    refuse(url, "cannot be read");
}

Target followRedirect(const Target& from, const std::string& location) try {
    Poco::URI uri((from.secure ? "https://" : "http://") + from.authority() + from.path);
    uri.resolve(location);
    if (!uri.getUserInfo().empty()) refuse("redirected to", "carries a user name or password");
    Target target = examine(uri, location);
    if (from.secure && !target.secure) refuse(location, "is not encrypted");
    return target;
} catch (const Poco::Exception&) {
    refuse(location, "cannot be read");
}

} // namespace durus::http
