// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <ctime>
#include <string>
#include <string_view>

namespace durus::mediaserver::http {

/// What of a response depends on the connection and the request rather than on the handler.
struct ResponseFrame {
    int minorVersion = 1;
    bool keepAlive = true;
    /// The route is open to pages of every origin.
    bool crossOrigin = false;
    /// The value of Date.
    std::string_view date;
    /// Further fields, as Headers::wire() gives them.
    std::string_view common;
};

/// Writes status line and header fields into `out`, in place of what it held.
void writeResponseHead(const Response& response, const ResponseFrame& frame, std::string& out);

/// The text of Date, made once a second. Thread: one.
class DateLine {
public:
    std::string_view at(std::time_t now);

private:
    std::time_t second_ = -1;
    std::string text_;
};

} // namespace durus::mediaserver::http
