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

/// A file, or something put together of files and memory, as a resource: the bytes and what is said about
/// them.
struct FileResource {
    /// Null: the bytes are those of `parts`.
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
    /// What there is instead of a file.
    Body parts{};

    std::uint64_t size() const noexcept { return file ? file->size() : parts.length(); }
    /// Some of the bytes; they must exist.
    Body bytes(std::uint64_t first, std::uint64_t length) const {
        return file ? Body(file, first, length) : parts.slice(first, length);
    }
};

/// Answers GET and HEAD for a file by RFC 9110: preconditions, If-Range, single and multiple ranges, 416.
/// The choices the RFC leaves open: a malformed Range, one on an empty file, more than ByteRange's cap or
/// more bytes than the file is answered as if it were not there (200). Thread: any; does not block.
Response respondWithFile(const Request& request, const FileResource& resource);

} // namespace durus::mediaserver::http
