// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Receipts.h"

#include <Poco/Dynamic/Var.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace durus::reference {

/// Who is asking: the owner of a bearer token.
struct Listener {
    std::string id; ///< of the account
    std::string name;
};

/// A request, read completely: the routes never see a socket.
struct Request {
    std::string method;
    std::string target; ///< as sent, with the query: error bodies echo it
    std::string path;   ///< still percent-encoded
    std::map<std::string, std::string> query;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string peer; ///< address the request came from
    bool peerIsLoopback = false;
    std::string baseUrl;     ///< "https://host:port" as the client wrote it: what absolute URLs start with
    Poco::Dynamic::Var json; ///< the parsed body; empty if there was none, or if it was `null`
    bool isIgnored = false;  ///< a body of a type that is answered with success and dropped
    Listener listener;       ///< set on personal routes

    /// Takes a target apart into target, path and query.
    void aim(std::string theTarget);
    /// The first header of that name in any case; "" if absent.
    std::string_view header(std::string_view name) const noexcept;
    /// The query parameter; nothing if absent or empty.
    std::optional<std::string> parameter(const std::string& name) const;
};

/// A part of a file, sent instead of a body.
struct FileSlice {
    std::filesystem::path file;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct Response {
    int status = 200;
    std::string contentType; ///< no such header when empty
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<FileSlice> file;
    bool close = false;                      ///< the connection ends with this answer
    std::size_t items = 0;                   ///< how many items it took in or gave out
    bool isBatch = false;                    ///< it applied a batch of items
    std::vector<std::string> conflicts;      ///< listings of items that lost against newer state
    std::optional<ReceiptReply> outOfStep{}; ///< what box and backend know of each other does not agree
};

/// An answer that is an error of the platform's shape; the message goes to the client.
class HttpError : public std::runtime_error {
public:
    HttpError(int status, const std::string& message, bool close = false)
        : std::runtime_error(message), status_(status), close_(close) {}

    int status() const noexcept { return status_; }
    bool close() const noexcept { return close_; }
    /// The seconds of Retry-After.
    std::optional<int> retryAfter;
    /// For programs, where the route answers with problems; empty = what the status says.
    std::string code;

private:
    int status_;
    bool close_;
};

/// Undoes percent-encoding. A broken escape stays as it is.
std::string percentDecode(std::string_view text);
/// Whether the bytes are well-formed UTF-8, as a slug must be and a JSON text too.
bool isUtf8(std::string_view bytes) noexcept;
/// Encodes everything but unreserved characters (RFC 3986).
std::string percentEncode(std::string_view text);

} // namespace durus::reference
