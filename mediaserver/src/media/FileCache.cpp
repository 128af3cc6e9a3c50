// SPDX-License-Identifier: Apache-2.0
#include "media/FileCache.h"

namespace durus::mediaserver::media {

FileCache::FileCache(const Clock& clock) : FileCache(clock, Options{}) {}

FileCache::FileCache(const Clock& clock, Options options) : clock_(clock), options_(options) {}

std::shared_ptr<const http::FileResource> FileCache::find(std::string_view name) {
    const MonotonicTime now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    const auto at = byName_.find(name);
    if (at == byName_.end()) return nullptr;
    const Entries::iterator entry = at->second;
    if (now - entry->since > options_.lifetime) {
        byName_.erase(at);
        entries_.erase(entry);
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->resource;
}

void FileCache::put(const std::string& name, std::shared_ptr<const http::FileResource> resource) {
    const MonotonicTime now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    if (const auto at = byName_.find(name); at != byName_.end()) {
        const Entries::iterator old = at->second;
        byName_.erase(at);
        entries_.erase(old);
    }
    entries_.push_front({name, std::move(resource), now});
    byName_.emplace(entries_.front().name, entries_.begin());
    while (entries_.size() > options_.files) {
        byName_.erase(entries_.back().name);
        entries_.pop_back();
    }
}

} // namespace durus::mediaserver::media
