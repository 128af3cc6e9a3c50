// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "SearchIndex.h"

#include <durus/model/Account.h>
#include <durus/model/Catalogue.h>
#include <durus/sqlite/Connection.h>

#include <span>
#include <string>

namespace durus::store {

/// Makes one backend's offer its catalogue. Works within the caller's transaction; single use.
class CatalogueReplacement {
public:
    CatalogueReplacement(sqlite::Connection& connection, const model::BackendName& backend)
        : connection_(connection), backend_(backend), index_(connection) {}

    void take(std::span<const model::Scholar> scholars);
    void take(std::span<const model::Topic> topics);
    void take(std::span<const model::Listing> listings);
    /// Assigns slugs and brings search and downloads in step.
    void finish();

private:
    void withdraw(std::string_view table, const std::set<std::string>& offered);
    void take(const model::Listing& listing, const model::ScholarId& scholar);
    void takeAsset(const model::Listing& listing);
    void takeTopics(const model::Listing& listing);
    void dropStaleDownloads();

    sqlite::Connection& connection_;
    const model::BackendName& backend_;
    SearchIndex index_;
    bool changed_ = false;
};

} // namespace durus::store
