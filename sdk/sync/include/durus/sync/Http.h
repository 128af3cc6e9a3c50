// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Result.h>
#include <durus/core/Time.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace durus::sync {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// A request below a backend's base URL.
struct HttpRequest {
    std::string method;
    std::string path; ///< begins with "/", query included
    HttpHeaders headers;
    std::string body; ///< sent with a Content-Length if not empty or if the method is POST or PUT

    friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};

struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    std::string body;

    /// The first value of a header, its name compared without regard to case.
    std::optional<std::string_view> header(std::string_view name) const noexcept;
};

/// Where requests go.
struct HttpEndpoint {
    std::string url;    ///< https, or http on loopback
    std::string caFile; ///< PEM to trust instead of the system's authorities; empty = the system's
    std::string token;  ///< sent as "Authorization: Bearer"; empty = none
};

/// Sends one request and takes its answer: the port to the network. Certificates are verified always.
/// Thread: any; one exchange at a time per object. Blocks at most for its time-outs; cancel() ends it early.
class HttpExchange {
public:
    virtual ~HttpExchange() = default;

    /// An answer of any status is a value. Errors as values: Unavailable (no connection, TLS refused),
    /// Timeout, Corrupt (not HTTP, or larger than the limit), InvalidInput (URL not allowed).
    virtual Result<HttpResponse> send(const HttpEndpoint& endpoint, const HttpRequest& request) = 0;

    /// Makes a send() in progress, and every later one, fail soon with Unavailable.
    virtual void cancel() noexcept = 0;
};

} // namespace durus::sync
