// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ResponseHead.h"

#include <durus/download/Fetcher.h>

namespace durus::http {

/// What an answer to a ranged request means for the bytes that are already here.
struct Placed {
    download::FetchHead head;
    bool complete = false; ///< nothing is missing; there is no body to take
    bool restart = false;  ///< the answer is of no use: ask again for everything
};

/// Reads the Content-Range of an answer with status 200, 206 or 416 to a request for the bytes from `offset`
/// of what `asked` vouches for. `told`: the answer's own strong validator.
Placed placeAnswer(const ResponseHead& head, std::uint64_t offset, const std::string& asked,
                   const std::string& told);

} // namespace durus::http
