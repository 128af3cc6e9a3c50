// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/ListingsApi.h"
#include "api/ProgressApi.h"
#include "api/SavedApi.h"
#include "api/ScholarsApi.h"
#include "api/SearchApi.h"
#include "app/DocumentCache.h"
#include "app/HostNames.h"
#include "auth/Gate.h"
#include "auth/PairingApi.h"
#include "feeds/Feeds.h"
#include "feeds/Playlists.h"
#include "http/Router.h"
#include "web/PersonalSite.h"
#include "web/Site.h"

namespace durus::mediaserver {

/// What the routes lead to. Everything must outlive the server.
struct RouteTargets {
    HostNames& hosts;
    http::WorkerPool& pool;
    DocumentCache& documents;
    const api::ScholarsApi& scholars;
    const api::ListingsApi& listings;
    const api::SearchApi& search;
    const web::Site& site;
    const feeds::Playlists& playlists;
    const feeds::Feeds& feeds;
    const web::StaticFiles& files;
    const auth::Gate& gate;
    const auth::PairingApi& pairing;
    const api::ProgressApi& progress;
    const api::SavedApi& saved;
    const web::PersonalSite& personal;
    const Clock& clock;
    http::Handler audio;
    http::Handler seriesArchive;
    http::Handler health;
    http::Handler readiness;
    http::Handler metrics;
};

/// The registry of everything this server answers.
http::Router makeRoutes(const RouteTargets& targets);

} // namespace durus::mediaserver
