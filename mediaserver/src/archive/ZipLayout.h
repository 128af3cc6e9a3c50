// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Body.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace durus::mediaserver::archive {

/// A file as it goes into an archive, as it is.
struct ZipEntry {
    std::string name; ///< UTF-8, without separators
    std::shared_ptr<const http::OpenFile> file;
    std::uint32_t crc32 = 0; ///< of all its bytes
};

/// A ZIP archive of those files: stored, not compressed; names marked as UTF-8; the same entries give the
/// same bytes on every box and day (all times are 1980-01-01). ZIP64 records stand where a size, an offset
/// or the count needs them, and nowhere else. The files are referred to, not read. Source: PKWARE APPNOTE
/// 6.3. Thread: pure.
http::Body layOutZip(const std::vector<ZipEntry>& entries);

} // namespace durus::mediaserver::archive
