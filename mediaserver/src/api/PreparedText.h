// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/BlobResponder.h"

#include <memory>
#include <string>

namespace durus::mediaserver::api {

/// Makes a text ready for serving again and again: its ETag from its content, the same in every run, and its
/// gzip form where that is worth it. Thread: any. Errors: std::bad_alloc.
http::Blob prepareText(std::shared_ptr<const std::string> text, std::string mediaType,
                       std::string cacheControl);

} // namespace durus::mediaserver::api
