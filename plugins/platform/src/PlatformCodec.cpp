// SPDX-License-Identifier: Apache-2.0
#include "PlatformCodec.h"

#include "CatalogueExchange.h"
#include "Family.h"
#include "PullExchange.h"
#include "PushExchange.h"
#include "RejectionExchange.h"

#include <utility>

namespace platform {

using durus::plugin_kit::Exchange;

bool PlatformCodec::supports(durus::plugin_kit::IntentKind kind) {
    return familyOf(kind) != nullptr;
}

std::unique_ptr<Exchange> PlatformCodec::push(std::vector<durus::plugin_kit::Intent> intents) {
    return std::make_unique<PushExchange>(std::move(intents));
}

std::unique_ptr<Exchange> PlatformCodec::pull(std::string cursor, std::chrono::milliseconds now) {
    return std::make_unique<PullExchange>(cursor, now);
}

std::unique_ptr<Exchange> PlatformCodec::catalogue() {
    return std::make_unique<CatalogueExchange>(host_);
}

std::unique_ptr<Exchange> PlatformCodec::rejectionCheck() {
    return std::make_unique<RejectionExchange>();
}

} // namespace platform
