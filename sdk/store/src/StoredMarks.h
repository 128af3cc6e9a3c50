// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Ids.h>
#include <durus/sqlite/Connection.h>

namespace durus::store {

/// Marks every listing that holds stored audio, itself or below, and unmarks the others.
void refreshHoldsStored(sqlite::Connection& connection);
/// Marks a listing whose audio has just been stored, and all that hold it.
void markHoldsStored(sqlite::Connection& connection, const model::ListingId& listing);
/// Tells readers in every process that the library has changed.
void bumpRevision(sqlite::Connection& connection);

} // namespace durus::store
