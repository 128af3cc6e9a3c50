// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/BlobResponder.h"
#include "http/WorkerPool.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace durus::mediaserver {

/// Keeps pages and JSON documents ready, compressed and with their ETags. What it holds is answered on the
/// event loop itself; the rest is made on the pool. A document is good as long as the library's revision is
/// the one it was made of; the revision is asked for again at most every Options::trust, so a change shows
/// that much later at most. Thread: any.
class DocumentCache {
public:
    struct Options {
        /// Documents held, in bytes with their keys. Enough for the pages of a few hundred listings.
        std::size_t bytes = 8 * 1024 * 1024;
        /// How long the revision is believed.
        Milliseconds trust{500};
    };

    /// Makes a document. Runs on the pool and may block. Its status and body are kept if the status is 200,
    /// with those of its headers that are not made anew. Errors: an exception is logged and answered by
    /// `failed`.
    using Producer = std::function<http::Response(const http::Request&)>;
    using Revision = std::function<std::uint64_t()>;

    /// Ownership: clock and log must outlive this object, and this object the pool and the servers that use
    /// its handlers.
    DocumentCache(const Clock& clock, Log& log, Revision revision);
    DocumentCache(const Clock& clock, Log& log, Revision revision, Options options);

    /// A handler for documents that depend on nothing but the library and the request's target, host and
    /// Accept-Language.
    http::Handler serve(http::WorkerPool& pool, Producer produce, Producer failed);

private:
    struct Document {
        http::Blob blob;
        http::Headers headers; ///< beside those of the blob
        std::uint64_t revision = 0;
    };
    struct Entry {
        std::string key;
        std::shared_ptr<const Document> document;
    };
    using Entries = std::list<Entry>;

    static std::string keyOf(const http::Request& request);
    static http::Response respond(const http::Request& request, const Document& document);
    static std::shared_ptr<const Document> prepare(http::Response response, std::uint64_t revision);

    std::shared_ptr<const Document> find(const std::string& key);
    std::uint64_t learnRevision();
    void keep(const std::string& key, std::shared_ptr<const Document> document);
    http::Response make(const http::Request& request, const Producer& produce);
    static std::size_t weightOf(const Entry& entry) noexcept;

    const Clock& clock_;
    Log& log_;
    const Revision revision_;
    const Options options_;

    std::mutex mutex_;
    Entries entries_; // the one used last is in front
    std::unordered_map<std::string_view, Entries::iterator> byKey_;
    std::size_t bytes_ = 0;
    std::uint64_t knownRevision_ = 0;
    std::optional<MonotonicTime> learnedAt_;
};

} // namespace durus::mediaserver
