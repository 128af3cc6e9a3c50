// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Quirks.h"
#include "reference/Repository.h"

#include <Poco/Dynamic/Var.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace durus::reference {

/// The body of PUT /audio/progress/:slug.
struct ProgressPut {
    std::optional<std::int64_t> positionSeconds;
    bool completed = false;
};

/// These read parsed request bodies and answer what is wrong with the platform's statuses: it validates
/// saved listings (400), but lets bad progress fail in its database (500).
/// Errors: HttpError.
std::vector<ProgressItem> readProgressBatch(const Poco::Dynamic::Var& body, const Quirks& quirks);
std::vector<SavedItem> readSavedBatch(const Poco::Dynamic::Var& body);
ProgressPut readProgressPut(const Poco::Dynamic::Var& body);

/// The platform's message for an item whose listing does not exist; `table` names the one it would go to.
std::string foreignKeyMessage(const std::string& table);
/// The platform's message for a batch that waited for another one.
std::string deadlockMessage();

} // namespace durus::reference
