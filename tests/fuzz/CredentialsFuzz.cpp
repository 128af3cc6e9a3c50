// SPDX-License-Identifier: Apache-2.0
// Who is asking, and from where: Authorization, Cookie, Sec-Fetch-Site, Origin, Referer, a part each.
#include "Property.h"
#include "auth/Credentials.h"
#include "http/Characters.h"

#include <algorithm>
#include <string>

using namespace durus::fuzz;
using namespace durus::mediaserver;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    http::Request request;
    request.host = "192.168.1.5";
    request.port = 8080;
    for (const char* name : {"Authorization", "Cookie", "Sec-Fetch-Site", "Origin", "Referer"})
        if (const std::string_view value = takePart(input); !value.empty() && http::isFieldValue(value))
            request.headers.add(name, http::trimBlanks(value));

    const auto credentials = auth::credentialsOf(request);
    if (credentials) {
        require(credentials->token.size() == 64, "a token has 64 digits");
        require(std::ranges::all_of(credentials->token, [](char c) { return http::hexValue(c) >= 0; }),
                "a token is hexadecimal");
        require(!credentials->isCookie || !request.headers.has("Authorization"),
                "a header counts before a cookie");
    }
    if (!auth::isFromHere(request)) return 0;
    const auto site = request.headers.get("Sec-Fetch-Site");
    const auto origin = request.headers.get("Origin");
    require(!site || *site == "same-origin" || *site == "none", "a page elsewhere is not from here");
    require(site || !origin || origin->find("://192.168.1.5:") != std::string_view::npos,
            "an origin from here names this server");
    require(site || origin || request.headers.has("Referer") || !credentials || !credentials->isCookie,
            "a cookie alone proves nothing");
    return 0;
}
