// SPDX-License-Identifier: Apache-2.0
#include "reference/ReferenceBackend.h"

#include "reference/AccountRoutes.h"
#include "reference/CatalogueRoutes.h"
#include "reference/DebugRoutes.h"
#include "reference/EntryRoutes.h"
#include "reference/HealthRoutes.h"
#include "reference/MediaRoutes.h"
#include "reference/OpenRepository.h"
#include "reference/PersonalRoutes.h"
#include "reference/SearchRoutes.h"
#include "reference/SummaryRoutes.h"

namespace durus::reference {

struct ReferenceBackend::Parts {
    Parts(BackendConfig theConfig, Catalogue theCatalogue, const Clock& clock, Log& log)
        : config(std::move(theConfig)), catalogue(std::move(theCatalogue)),
          repository(openRepository(config.database, clock.wall())), database(*repository, config.quirks),
          tokens(config.tokens, database, clock.wall()),
          dispatcher(router, tokens, database, config.quirks, counters, clock, log) {
        std::vector<ListingKey> keys;
        for (const Listing& listing : catalogue.listings())
            keys.push_back(
                {.id = listing.id, .slug = listing.slug, .durationSeconds = listing.durationSeconds()});
        database.registerListings(keys);
        addHealthRoutes(router, database);
        addCatalogueRoutes(router, catalogue, config.quirks);
        addSearchRoutes(router, catalogue);
        addMediaRoutes(router, catalogue);
        addAccountRoutes(router, tokens, database, config.quirks, clock);
        addPersonalRoutes(router, catalogue, database, config.quirks, clock);
        addEntryRoutes(router, database, clock);
        if (config.quirks.has(Quirk::ForgetsTheListener)) addSummaryRoutes(router);
        addDebugRoutes(router, counters, database);
    }

    BackendConfig config;
    Catalogue catalogue;
    std::unique_ptr<Repository> repository;
    TroubledDatabase database;
    Tokens tokens;
    Counters counters;
    Router router;
    Dispatcher dispatcher;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;
    std::string url;
};

ReferenceBackend::ReferenceBackend(BackendConfig config, Catalogue catalogue, const Clock& clock, Log& log)
    : parts_(std::make_unique<Parts>(std::move(config), std::move(catalogue), clock, log)) {}

ReferenceBackend::~ReferenceBackend() {
    stop();
}

Response ReferenceBackend::handle(Request& request) noexcept {
    return parts_->dispatcher.handle(request);
}

void ReferenceBackend::start() {
    if (parts_->server) return;
    std::string address = parts_->config.listen;
    if (parts_->port != 0)
        address.replace(address.rfind(':') + 1, std::string::npos, std::to_string(parts_->port));
    auto server = std::make_unique<Server>(address, parts_->config.tls, parts_->dispatcher);
    server->start();
    parts_->port = server->port();
    parts_->url = server->url();
    parts_->server = std::move(server);
}

void ReferenceBackend::stop() noexcept {
    parts_->server.reset();
}

std::uint16_t ReferenceBackend::port() const noexcept {
    return parts_->port;
}

const std::string& ReferenceBackend::url() const noexcept {
    return parts_->url;
}

const Catalogue& ReferenceBackend::catalogue() const noexcept {
    return parts_->catalogue;
}

TroubledDatabase& ReferenceBackend::database() noexcept {
    return parts_->database;
}

Counters::Totals ReferenceBackend::counters() const {
    return parts_->counters.totals();
}

} // namespace durus::reference
