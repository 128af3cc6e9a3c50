// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/WorkerPool.h"
#include "media/AudioFiles.h"
#include "media/FileCache.h"

#include <durus/core/Log.h>

namespace durus::mediaserver::media {

/// The handler of "/audio/:file". A file in the cache is answered on the event loop itself; any other is
/// looked up and opened on the pool. Unknown, not stored and misspelt names are all 404. Ownership:
/// everything given must outlive the servers that use the handler.
http::Handler makeAudioHandler(AudioFiles& files, FileCache& cache, http::WorkerPool& pool, Log& log);

} // namespace durus::mediaserver::media
