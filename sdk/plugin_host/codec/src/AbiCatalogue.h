// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/catalogue.h>
#include <durus/model/Catalogue.h>

namespace durus::plugin_codec {

/// Whether `id` can be the id of something: short visible UTF-8, neither empty nor a path.
bool isName(durus_string_t id) noexcept;
/// Whether `ms` can be a position or a duration.
bool isSpan(std::int64_t ms) noexcept;

/// Why a value cannot be stored; null if it can.
const char* faultOf(const durus_scholar_t& scholar) noexcept;
const char* faultOf(const durus_topic_t& topic) noexcept;
const char* faultOf(const durus_listing_t& listing) noexcept;

/// REQUIRES: there is no fault.
model::Scholar toScholar(const durus_scholar_t& scholar);
model::Topic toTopic(const durus_topic_t& topic);
model::Listing toListing(const durus_listing_t& listing);

} // namespace durus::plugin_codec
