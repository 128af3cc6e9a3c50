// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/BlobResponder.h"

#include <map>
#include <string>
#include <string_view>

namespace durus::mediaserver::web {

/// The style sheet, script, icon and manifest, compiled in and prepared for serving.
/// Thread: immutable, any.
class StaticFiles {
public:
    StaticFiles();

    /// Where a page finds the file: "/static/style.css?v=5c3a1b22". The version changes with the content, so
    /// it may be kept for ever. REQUIRES: `name` is one of assets/.
    std::string address(std::string_view name) const;

    /// Answers "/static/:file" and whatever else names a file by `name`; 404 for unknown ones.
    http::Response respond(const http::Request& request, std::string_view name) const;

private:
    std::map<std::string, http::Blob, std::less<>> files_;
};

} // namespace durus::mediaserver::web
