// SPDX-License-Identifier: Apache-2.0
#include "app/DocumentCache.h"

#include "api/PreparedText.h"

#include <exception>

namespace durus::mediaserver {

namespace {

// Longer keys are somebody's invention; they are answered but not kept.
constexpr std::size_t kLongestKey = 1024;

} // namespace

DocumentCache::DocumentCache(const Clock& clock, Log& log, Revision revision)
    : DocumentCache(clock, log, std::move(revision), Options{}) {}

DocumentCache::DocumentCache(const Clock& clock, Log& log, Revision revision, Options options)
    : clock_(clock), log_(log), revision_(std::move(revision)), options_(options) {}

http::Handler DocumentCache::serve(http::WorkerPool& pool, Producer produce, Producer failed) {
    http::Handler slow = pool.run([this, produce = std::move(produce), failed = std::move(failed)](
                                      const http::Request& request, http::Responder responder) {
        try {
            responder.send(make(request, produce));
        } catch (const std::exception& failure) {
            log_.error("pages", "a request could not be answered",
                       {{"path", request.path}, {"fault", failure.what()}});
            responder.send(failed(request));
        }
    });
    return [this, slow = std::move(slow)](const http::Request& request, http::Responder responder) {
        if (const auto document = find(keyOf(request)))
            responder.send(respond(request, *document));
        else
            slow(request, std::move(responder));
    };
}

std::string DocumentCache::keyOf(const http::Request& request) {
    std::string key;
    const auto languages = request.headers.get("Accept-Language").value_or("");
    key.reserve(request.target.size() + request.host.size() + languages.size() + 16);
    // A target and a host hold no line breaks.
    key += request.target;
    key += '\n';
    key += request.host;
    if (request.port) key += ':' + std::to_string(*request.port);
    key += '\n';
    key += languages;
    return key;
}

http::Response DocumentCache::respond(const http::Request& request, const Document& document) {
    http::Response response = http::respondWithBlob(request, document.blob);
    for (std::size_t i = 0; i < document.headers.size(); ++i)
        response.headers.addUnchecked(document.headers.at(i).name, document.headers.at(i).value);
    return response;
}

std::shared_ptr<const DocumentCache::Document> DocumentCache::prepare(http::Response response,
                                                                      std::uint64_t revision) {
    auto document = std::make_shared<Document>();
    const std::string mediaType(response.headers.get("Content-Type").value_or("text/plain"));
    document->blob =
        api::prepareText(std::make_shared<const std::string>(response.body.text()), mediaType, "no-cache");
    response.headers.remove("Content-Type");
    document->headers = std::move(response.headers);
    document->revision = revision;
    return document;
}

http::Response DocumentCache::make(const http::Request& request, const Producer& produce) {
    const std::string key = keyOf(request);
    // The revision before the reading: what changes in between makes the document old, never wrongly new.
    const std::uint64_t revision = learnRevision();
    if (const auto document = find(key)) return respond(request, *document);
    http::Response response = produce(request);
    if (response.status != http::Status::Ok) return response;
    const auto document = prepare(std::move(response), revision);
    keep(key, document);
    return respond(request, *document);
}

std::shared_ptr<const DocumentCache::Document> DocumentCache::find(const std::string& key) {
    const MonotonicTime now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    if (!learnedAt_ || now - *learnedAt_ > options_.trust) return nullptr;
    const auto at = byKey_.find(key);
    if (at == byKey_.end() || at->second->document->revision != knownRevision_) return nullptr;
    entries_.splice(entries_.begin(), entries_, at->second);
    return at->second->document;
}

std::uint64_t DocumentCache::learnRevision() {
    const MonotonicTime now = clock_.monotonic();
    {
        const std::lock_guard lock(mutex_);
        if (learnedAt_ && now - *learnedAt_ <= options_.trust) return knownRevision_;
    }
    const std::uint64_t revision = revision_();
    const std::lock_guard lock(mutex_);
    knownRevision_ = revision;
    learnedAt_ = now;
    return revision;
}

void DocumentCache::keep(const std::string& key, std::shared_ptr<const Document> document) {
    if (key.size() > kLongestKey) return;
    const std::lock_guard lock(mutex_);
    if (const auto at = byKey_.find(key); at != byKey_.end()) {
        const Entries::iterator old = at->second;
        bytes_ -= weightOf(*old);
        byKey_.erase(at);
        entries_.erase(old);
    }
    entries_.push_front({key, std::move(document)});
    byKey_.emplace(entries_.front().key, entries_.begin());
    bytes_ += weightOf(entries_.front());
    while (bytes_ > options_.bytes && !entries_.empty()) {
        bytes_ -= weightOf(entries_.back());
        byKey_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

std::size_t DocumentCache::weightOf(const Entry& entry) noexcept {
    const http::Blob& blob = entry.document->blob;
    return entry.key.size() + blob.bytes->size() + (blob.gzip ? blob.gzip->size() : 0);
}

} // namespace durus::mediaserver
