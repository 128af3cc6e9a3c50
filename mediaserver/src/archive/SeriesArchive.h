// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "archive/Checksums.h"
#include "http/WorkerPool.h"
#include "media/AudioFiles.h"
#include "media/FileCache.h"

#include <durus/core/Log.h>
#include <durus/store/Library.h>

namespace durus::mediaserver::archive {

/// GET /download/series/:file, "SLUG.zip": the lessons of a series that are here, as one ZIP archive whose
/// length is known and that can be resumed with Range and If-Range; its strong ETag is of its content.
/// 404 for what is no series or has nothing here; 503 with Retry-After while another archive is being
/// prepared for the first time. Thread: any; blocks on database and disk. Ownership: everything given must
/// outlive this object.
class SeriesArchive {
public:
    SeriesArchive(store::Library& library, media::AudioFiles& files, media::FileCache& cache,
                  Checksums& checksums)
        : library_(library), files_(files), cache_(cache), checksums_(checksums) {}

    /// Errors: those of the library; std::system_error.
    http::Response respond(const http::Request& request) const;

    /// respond() on the pool; what fails is logged and answered with 500.
    http::Handler handler(http::WorkerPool& pool, Log& log) const;

private:
    std::shared_ptr<const http::OpenFile> open(const download::StoredAsset& asset) const;

    store::Library& library_;
    media::AudioFiles& files_;
    media::FileCache& cache_;
    Checksums& checksums_;
};

} // namespace durus::mediaserver::archive
