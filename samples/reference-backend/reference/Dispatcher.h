// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Counters.h"
#include "reference/Quirks.h"
#include "reference/RateLimit.h"
#include "reference/Router.h"
#include "reference/Tokens.h"
#include "reference/TroubledDatabase.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>

#include <atomic>

namespace durus::reference {

/// Takes a request through body, access and route to an answer, counts it and logs it. Thread: any.
class Dispatcher {
public:
    /// All arguments must outlive the dispatcher.
    Dispatcher(const Router& router, const Tokens& tokens, const TroubledDatabase& database,
               const Quirks& quirks, Counters& counters, const Clock& clock, Log& log)
        : router_(router), tokens_(tokens), database_(database), quirks_(quirks), counters_(counters),
          clock_(clock), log_(log), rates_(clock) {}

    /// Errors: none; what goes wrong becomes an answer.
    Response handle(Request& request) noexcept;

    /// The answer to a request that could not be read, counted and logged like any other.
    Response refuse(const Request& request, const HttpError& error) noexcept;

private:
    Response answer(Request& request, const Router::Match& match);
    /// Header fields that tell how many requests are left; none where there is no limit.
    std::vector<std::pair<std::string, std::string>> limitRate(const Request& request, const Route& route);
    void authorise(Request& request, Access access) const;
    Response errorReply(const Request& request, unsigned number, const HttpError& error) const;
    void record(const Request& request, const std::string& route, const Response& response,
                const std::string& cause, MonotonicTime begin);

    const Router& router_;
    const Tokens& tokens_;
    const TroubledDatabase& database_;
    const Quirks& quirks_;
    Counters& counters_;
    const Clock& clock_;
    Log& log_;
    RateLimit rates_;
    std::atomic<unsigned> requests_{0};
};

} // namespace durus::reference
