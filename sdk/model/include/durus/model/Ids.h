// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Id.h>

namespace durus::model {

using ScholarId = Id<struct ScholarTag>;
using TopicId = Id<struct TopicTag>;
using ListingId = Id<struct ListingTag>; ///< the backend's UUID, or one of our own for a local listing
using Slug = Id<struct SlugTag>;         ///< the readable, unique name of a listing
using AssetId = Id<struct AssetTag>;
using BackendName = Id<struct BackendTag>; ///< chosen by the operator
using AccountName = Id<struct AccountTag>; ///< chosen by the operator; unique on this box
using SessionId = Id<struct SessionTag>;   ///< one playing of one item, UUIDv7
using IntentId = Id<struct IntentTag>;     ///< UUIDv7, the same for ever: the per-entry idempotency key

} // namespace durus::model
