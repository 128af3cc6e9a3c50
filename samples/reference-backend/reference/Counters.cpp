// SPDX-License-Identifier: Apache-2.0
#include "reference/Counters.h"

#include "reference/StableId.h"

namespace durus::reference {

namespace {

constexpr std::size_t kRemembered = 65'536;

} // namespace

void Counters::countRequest(const std::string& route, int status) {
    const std::lock_guard lock(mutex_);
    ++totals_.requests;
    ++totals_.byRoute[route];
    if (status >= 500) ++totals_.failures;
}

void Counters::countBatch(std::size_t items, std::size_t conflicts) {
    const std::lock_guard lock(mutex_);
    ++totals_.batches;
    totals_.items += items;
    totals_.conflicts += conflicts;
}

void Counters::countOutOfStep() {
    const std::lock_guard lock(mutex_);
    ++totals_.outOfStep;
}

bool Counters::countBody(const std::string& user, const std::string& path, const std::string& body) {
    const std::string digest = sha256Hex(user + '\n' + path + '\n' + body);
    const std::lock_guard lock(mutex_);
    if (!seen_.insert(digest).second) {
        ++totals_.retries;
        return true;
    }
    oldestFirst_.push_back(digest);
    if (oldestFirst_.size() > kRemembered) {
        seen_.erase(oldestFirst_.front());
        oldestFirst_.pop_front();
    }
    return false;
}

Counters::Totals Counters::totals() const {
    const std::lock_guard lock(mutex_);
    return totals_;
}

} // namespace durus::reference
