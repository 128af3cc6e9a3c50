// SPDX-License-Identifier: Apache-2.0
#include "Conversation.h"

#include <durus/sync/CataloguePull.h>
#include <durus/sync/SyncTuning.h>

namespace durus::sync {

CatalogueReport pullCatalogue(const CatalogueContext& context, const model::BackendName& backend,
                              const HttpEndpoint& endpoint,
                              const std::function<void(std::size_t)>& onRequest) {
    CatalogueReport report;
    const Wire wire{context.http, context.serverClock, context.clock, endpoint};
    const auto exchange = context.codec.catalogue();
    report.failure =
        converse(wire, *exchange, exchange->step(nullptr),
                 {.maxRequests = tuning::kMaxCatalogueRequests, .tries = tuning::kCatalogueTries},
                 [&](std::size_t answers) {
                     report.requests = answers;
                     if (onRequest) onRequest(answers);
                 });
    if (report.failure) return report;

    const ExchangeResults& results = exchange->results();
    report.failure = results.failure;
    if (report.failure) return report;
    context.store.replaceCatalogue(backend, results.scholars, results.topics, results.listings);
    report.scholars = results.scholars.size();
    report.topics = results.topics.size();
    report.listings = results.listings.size();
    return report;
}

} // namespace durus::sync
