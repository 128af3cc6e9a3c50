// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <string>

namespace durus::reference {

/// Writes catalogue values in the platform's JSON shapes. A field that has no value is left out, except
/// where the platform says null. Thread: any.
class CatalogueJson {
public:
    /// `baseUrl`: what the URLs of audio start with, "https://host:port".
    CatalogueJson(const Catalogue& catalogue, std::string baseUrl)
        : catalogue_(catalogue), baseUrl_(std::move(baseUrl)) {}

    Poco::JSON::Object scholarRow(const Scholar& scholar) const;
    Poco::JSON::Object scholarDetail(const Scholar& scholar) const;
    /// An entry of a scholar's content, or of one of a scholar's topics.
    Poco::JSON::Object contentItem(const Listing& listing) const;
    Poco::JSON::Object topic(const Topic& topic, int orderIndex) const;
    Poco::JSON::Object recentItem(const Listing& listing) const;
    Poco::JSON::Object listing(const Listing& listing) const;
    Poco::JSON::Object lesson(const Listing& lesson) const;
    Poco::JSON::Object searchItem(const Listing& listing) const;
    Poco::JSON::Object stream(const Asset& asset) const;

private:
    std::string url(const Asset& asset) const;
    Poco::JSON::Object asset(const Asset& asset) const;

    const Catalogue& catalogue_;
    std::string baseUrl_;
};

/// A JSON object that keeps the order its fields were set in.
Poco::JSON::Object orderedObject();
std::string toText(const Poco::JSON::Object& object);
std::string toText(const Poco::JSON::Array& array);

} // namespace durus::reference
