// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Progress.h>
#include <durus/store/Library.h>
#include <durus/sync/OutboxStore.h>

#include <Poco/JSON/Object.h>

#include <string>

namespace durus::ctl {

/// The JSON forms of what several commands print; documented in docs/operating.md.
Poco::JSON::Object::Ptr describe(const store::LibraryItem& item);
Poco::JSON::Object::Ptr describe(const model::Progress& progress);
Poco::JSON::Object::Ptr describe(const sync::OutboxEntry& entry);

/// "12:05 of 40:00", "completed", "-".
std::string progressText(const std::optional<model::Progress>& progress);

} // namespace durus::ctl
