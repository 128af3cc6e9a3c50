// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/OpenFile.h"
#include "http/Request.h"
#include "http/Response.h"

#include <ctime>
#include <memory>
#include <optional>
#include <string>

namespace durus::mediaserver::http {

/// A file as a resource: the bytes and what is said about them.
struct FileResource {
    std::shared_ptr<const OpenFile> file;
    /// "audio/mpeg"
    std::string mediaType;
    /// With its quotes: "\"5c3a…\"". Must change when the bytes change. Empty: none is sent.
    std::string etag;
    /// Nothing: none is sent.
    std::optional<std::time_t> lastModified;
    /// "public, max-age=31536000, immutable"; empty: none is sent.
    std::string cacheControl;
    /// Further fields of 200 and 206, such as Repr-Digest.
    Headers extra;
};

/// Answers GET and HEAD for a file by RFC 9110: preconditions, If-Range, single and multiple ranges, 416.
/// The choices the RFC leaves open: a malformed Range, one on an empty file, more than ByteRange's cap or
/// more bytes than the file is answered as if it were not there (200). Thread: any; does not block.
Response respondWithFile(const Request& request, const FileResource& resource);

} // namespace durus::mediaserver::http
