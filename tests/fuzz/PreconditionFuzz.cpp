// SPDX-License-Identifier: Apache-2.0
// Preconditions by RFC 9110 13: what must follow from a header whatever else it says, and the rules that tie
// the comparisons together.
#include "Property.h"
#include "http/Characters.h"
#include "http/Conditional.h"
#include "http/HttpDate.h"

#include <array>
#include <string>

using namespace durus::fuzz;
using namespace durus::mediaserver::http;

namespace {

constexpr std::array<std::string_view, 5> kNames{"If-Match", "If-None-Match", "If-Modified-Since",
                                                 "If-Unmodified-Since", "If-Range"};

bool isTag(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    Request request;
    const std::uint8_t steering = takeByte(input);
    request.method = steering % 2 == 0 ? Method::Get : Method::Put;
    const std::string_view etag = takePart(input);
    while (!input.empty()) {
        const std::string_view name = kNames.at(takeByte(input) % kNames.size());
        const std::string_view value = takePart(input);
        if (!isFieldValue(value)) return 0;
        request.headers.addUnchecked(name, trimBlanks(value));
    }
    if (!isFieldValue(etag) || (!etag.empty() && !isTag(etag))) return 0;
    Validators current{.etag = etag, .lastModified = std::nullopt};
    if (steering >= 128) current.lastModified = 784'111'777;

    const Precondition verdict = evaluatePreconditions(request, current);
    require(verdict != Precondition::NotModified || request.method == Method::Get, "only reads are fresh");
    bool conditional = false;
    for (const std::string_view name : kNames)
        conditional = conditional || (name != "If-Range" && request.headers.has(name));
    require(conditional || verdict == Precondition::Proceed, "without a condition all goes on");

    const bool holds = ifRangeHolds(request, current);
    require(holds || request.headers.has("If-Range"), "without If-Range a Range applies");
    if (!etag.empty()) {
        Request own;
        own.headers.addUnchecked("If-None-Match", etag);
        require(evaluatePreconditions(own, current) == Precondition::NotModified, "its own tag is fresh");
        own.headers.addUnchecked("If-Range", etag);
        require(ifRangeHolds(own, current), "its own tag allows a range");
        own.headers.set("If-Range", "W/" + std::string(etag));
        require(!ifRangeHolds(own, current), "a weak tag allows no range");
        require(matchesStrongly(etag, etag) && matchesWeakly(etag, "W/" + std::string(etag)),
                "a tag equals itself");
    }
    return 0;
}
