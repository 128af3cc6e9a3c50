// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/http.h>
#include <durus/plugin_kit/Results.h>
#include <durus/plugin_kit/Text.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace durus::plugin_kit {

/// A request below the backend's base URL. The host adds Host, Authorization and Content-Length.
struct Request {
    std::string method; ///< "GET"
    std::string path;   ///< begins with "/", query included, percent-encoded
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// An answer, of whatever status. Lifetime: the step it is passed to.
class Response {
public:
    explicit Response(const durus_http_response_t& response) noexcept : response_(response) {}

    int status() const noexcept { return response_.status; }
    std::string_view body() const noexcept { return view(response_.body); }

    /// The first value of a header, its name compared without regard to case.
    std::optional<std::string_view> header(std::string_view name) const noexcept {
        for (std::size_t i = 0; i < response_.header_count; ++i)
            if (isSame(view(response_.headers[i].name), name)) return view(response_.headers[i].value);
        return std::nullopt;
    }

private:
    static bool isSame(std::string_view a, std::string_view b) noexcept {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [&](char x, char y) { return lower(x) == lower(y); });
    }

    const durus_http_response_t& response_;
};

/// One conversation with a backend: no I/O, no clock, no randomness.
class Exchange {
public:
    virtual ~Exchange() = default;

    /// The next request, given the answer to the one before (null in the first step); none = finished. What
    /// was found out goes into `results`; after results.failure() return none.
    /// Thread: one at a time. Errors: whatever is thrown ends the exchange.
    virtual std::optional<Request> step(const Response* answer, Results& results) = 0;
};

} // namespace durus::plugin_kit
