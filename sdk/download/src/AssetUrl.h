// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace durus::download {

/// Where an asset is: its URL, resolved against its backend's if it is relative.
/// Errors: Error(InvalidInput) for a URL that is neither, or one that leaves https for http; Error(NotFound)
/// if there is none.
std::string resolveAssetUrl(std::string_view baseUrl, std::string_view url);

/// A file name for an asset id, which is whatever the backend chose: different ids give different names, and
/// no name leads out of its directory. Errors: Error(InvalidInput) if the id is empty or absurdly long.
std::string fileNameFor(std::string_view assetId);

} // namespace durus::download
