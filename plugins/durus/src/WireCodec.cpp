// SPDX-License-Identifier: Apache-2.0
#include "WireCodec.h"

#include "CatalogueExchange.h"
#include "ChangesExchange.h"
#include "EntriesExchange.h"
#include "RejectionCheck.h"

#include <utility>

namespace wire {

using durus::plugin_kit::Exchange;

std::unique_ptr<Exchange> WireCodec::push(std::vector<durus::plugin_kit::Intent> intents) {
    return std::make_unique<EntriesExchange>(std::move(intents));
}

std::unique_ptr<Exchange> WireCodec::pull(std::string cursor, std::chrono::milliseconds) {
    return std::make_unique<ChangesExchange>(std::move(cursor));
}

std::unique_ptr<Exchange> WireCodec::catalogue() {
    return std::make_unique<platform::CatalogueExchange>(host_);
}

std::unique_ptr<Exchange> WireCodec::rejectionCheck() {
    return std::make_unique<RejectionCheck>();
}

} // namespace wire
