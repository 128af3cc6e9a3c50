// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ReferenceModel.h"

#include <durus/core/Clock.h>
#include <durus/sync/Http.h>

#include <Poco/JSON/Array.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace durus::faults {

/// Reads every write on its way to the backend and notes what must never be seen there: another account's
/// deeds, a retry that is not byte-identical, a lane out of order, a stamp from the future, and, where the
/// backend says what became of each entry, one that had effect twice. Thread: one.
class Wiretap {
public:
    Wiretap(const ReferenceModel& model, const Clock& backendClock)
        : model_(model), backendClock_(backendClock) {}

    void see(int device, const std::string& token, const sync::HttpRequest& request,
             const sync::HttpResponse& answer);

    const std::vector<std::string>& violations() const { return violations_; }
    std::size_t retries() const { return retries_; }
    /// Of every write, in order: equal histories have equal ones.
    std::size_t digest() const { return digest_; }

private:
    /// Whether it came before.
    bool seeKey(const sync::HttpRequest& request);
    void seeItems(int device, const std::string& token, const Poco::JSON::Array& items);
    void seeEntries(int device, const std::string& token, const Poco::JSON::Array& entries);
    void seeOutcomes(const sync::HttpResponse& answer);
    void seeStamp(std::optional<WallTime> stamp);
    void seeItem(int device, const std::string& token, long number, const std::string& listing);
    void note(const std::string& violation) { violations_.push_back(violation); }

    const ReferenceModel& model_;
    const Clock& backendClock_;
    std::map<std::string, std::string> bodies_; ///< by idempotency key
    std::map<std::string, long> lastOfLane_;
    std::set<std::string> applied_; ///< ids of entries the backend said it had stored
    std::vector<std::string> violations_;
    std::size_t retries_ = 0;
    std::size_t digest_ = 0;
};

} // namespace durus::faults
