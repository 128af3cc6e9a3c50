// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <durus/store/Devices.h>
#include <durus/store/Library.h>

#include <string>
#include <vector>

namespace durus::mediaserver::web {

struct MyContent {
    store::PairedDevice device;
    std::vector<store::LibraryItem> begun; ///< and not completed, the one heard last first
    std::vector<store::LibraryItem> favorites;
};

/// What somebody whose phone is paired has begun and kept, and how to end the pairing.
std::string myPage(const PageContext& context, const MyContent& content);

} // namespace durus::mediaserver::web
