// SPDX-License-Identifier: Apache-2.0
#include "reference/RequestBody.h"

#include <Poco/Exception.h>
#include <Poco/JSON/Parser.h>
#include <Poco/String.h>

namespace durus::reference {

namespace {

constexpr std::size_t kMaxDepth = 32;

bool isType(std::string_view contentType, const char* wanted) {
    const std::string type(contentType.substr(0, contentType.find(';')));
    return Poco::toLower(Poco::trim(type)) == wanted;
}

bool isDiscarded(std::string_view contentType) {
    return isType(contentType, "text/plain") || isType(contentType, "application/x-www-form-urlencoded");
}

/// Poco's parser takes only objects and arrays for a whole text, so the text is made an element of one.
Poco::Dynamic::Var parseJson(const std::string& text) {
    Poco::JSON::Parser parser;
    parser.setDepth(kMaxDepth);
    const auto elements = parser.parse('[' + text + ']').extract<Poco::JSON::Array::Ptr>();
    if (elements->size() != 1) throw Poco::SyntaxException("one value is wanted");
    return elements->get(0);
}

} // namespace

void parseBody(Request& request, const Quirks& quirks) {
    if (request.method == "GET" || request.method == "HEAD") return;
    const std::string_view contentType = request.header("Content-Type");
    if (contentType.empty() && request.body.empty()) return;
    if (quirks.has(Quirk::DiscardsOtherBodies) && isDiscarded(contentType)) {
        request.isIgnored = true;
        return;
    }
    if (!isType(contentType, "application/json")) throw HttpError(415, "Unsupported Media Type");
    if (request.body.empty())
        throw HttpError(400, "Body cannot be empty when content-type is set to 'application/json'", true);
    try {
        request.json = parseJson(request.body);
    } catch (const Poco::Exception&) {
        throw HttpError(400, "Body is not valid JSON but content-type is set to 'application/json'", true);
    }
}

} // namespace durus::reference
