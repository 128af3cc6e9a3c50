// SPDX-License-Identifier: Apache-2.0
#include "media/AudioIndex.h"

#include "media/AudioName.h"

#include <algorithm>

namespace durus::mediaserver::media {

namespace {

constexpr std::size_t kPage = 1000;

} // namespace

std::optional<download::StoredAsset> AudioIndex::find(std::string_view id) {
    const std::lock_guard lock(mutex_);
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (const auto asset = lookUp(id)) {
            auto stored = library_.asset(*asset);
            if (stored && audioId(stored->sha256) == id) return stored;
        }
        const std::uint64_t revision = library_.revision();
        if (revision_ == revision) break;
        refresh(revision);
    }
    return std::nullopt;
}

std::optional<model::AssetId> AudioIndex::lookUp(std::string_view id) const {
    const auto at =
        std::lower_bound(entries_.begin(), entries_.end(), id,
                         [](const Entry& entry, std::string_view wanted) { return entry.id < wanted; });
    if (at == entries_.end() || at->id != id) return std::nullopt;
    return at->asset;
}

void AudioIndex::refresh(std::uint64_t revision) {
    std::vector<Entry> entries;
    store::LibraryFilter filter;
    filter.downloadedOnly = true;
    filter.limit = kPage;
    for (bool more = true; more; filter.offset += kPage) {
        const store::LibraryPage page = library_.list(filter, model::kLocalAccount);
        for (const store::LibraryItem& item : page.items)
            if (item.stored)
                entries.push_back({std::string(audioId(item.stored->sha256)), item.stored->asset});
        more = page.hasMore;
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.id < b.id; });
    entries_ = std::move(entries);
    revision_ = revision;
}

} // namespace durus::mediaserver::media
