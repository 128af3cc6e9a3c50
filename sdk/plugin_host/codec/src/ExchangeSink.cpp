// SPDX-License-Identifier: Apache-2.0
#include "ExchangeSink.h"

#include "AbiCatalogue.h"
#include "AbiRequest.h"

#include <durus/abi/limits.h>
#include <durus/plugin_host/Abi.h>

#include <algorithm>
#include <utility>

namespace durus::plugin_codec {

using plugin_host::answerPlugin;
using plugin_host::isText;
using plugin_host::view;

namespace {

static_assert(static_cast<int>(sync::OutcomeClass::Ok) == DURUS_OUTCOME_OK &&
              static_cast<int>(sync::OutcomeClass::Stale) == DURUS_OUTCOME_STALE &&
              static_cast<int>(sync::OutcomeClass::Unauthorized) == DURUS_OUTCOME_UNAUTHORIZED &&
              static_cast<int>(sync::OutcomeClass::Throttled) == DURUS_OUTCOME_THROTTLED &&
              static_cast<int>(sync::OutcomeClass::Permanent) == DURUS_OUTCOME_PERMANENT &&
              static_cast<int>(sync::OutcomeClass::NotBackend) == DURUS_OUTCOME_NOT_BACKEND);

bool isOutcome(const durus_outcome_t& value) noexcept {
    return value.outcome >= DURUS_OUTCOME_OK && value.outcome <= DURUS_OUTCOME_NOT_BACKEND &&
           isText(view(value.detail), DURUS_MAX_TEXT);
}

sync::Outcome toOutcome(const durus_outcome_t& value) {
    sync::Outcome outcome;
    outcome.sequence = value.sequence;
    outcome.outcome = static_cast<sync::OutcomeClass>(value.outcome);
    outcome.detail = std::string(view(value.detail));
    if (value.retry_after_ms >= 0) outcome.retryAfter = Milliseconds{value.retry_after_ms};
    return outcome;
}

} // namespace

ExchangeSink::ExchangeSink(std::vector<std::uint64_t> sequences)
    : sink_{sizeof sink_,
            this,
            take<durus_http_request_t, &ExchangeSink::request>,
            take<durus_outcome_t, &ExchangeSink::outcome>,
            take<durus_outcome_t, &ExchangeSink::failure>,
            take<durus_remote_progress_t, &ExchangeSink::progress>,
            take<durus_remote_favorite_t, &ExchangeSink::favorite>,
            take<durus_scholar_t, &ExchangeSink::scholar>,
            take<durus_topic_t, &ExchangeSink::topic>,
            take<durus_listing_t, &ExchangeSink::listing>,
            takeCursor},
      awaited_(std::move(sequences)) {
    std::sort(awaited_.begin(), awaited_.end());
}

template<typename Value, const char* (ExchangeSink::*Take)(const Value&)>
durus_status_t ExchangeSink::take(const durus_exchange_sink_t* sink, const Value* value) noexcept {
    if (sink == nullptr || sink->context == nullptr) return DURUS_INVALID_ARGUMENT;
    auto& self = *static_cast<ExchangeSink*>(sink->context);
    return answerPlugin(self.fault_, [&]() -> const char* {
        if (value == nullptr || value->struct_size < sizeof *value)
            return "it passed a struct that is missing or too small";
        return (self.*Take)(*value);
    });
}

durus_status_t ExchangeSink::takeCursor(const durus_exchange_sink_t* sink, durus_string_t cursor) noexcept {
    if (sink == nullptr || sink->context == nullptr) return DURUS_INVALID_ARGUMENT;
    auto& self = *static_cast<ExchangeSink*>(sink->context);
    return answerPlugin(self.fault_, [&] { return self.cursor(cursor); });
}

const char* ExchangeSink::request(const durus_http_request_t& value) {
    if (request_) return "it made two requests in one step";
    if (const char* fault = faultOf(value)) return fault;
    request_ = toRequest(value);
    return nullptr;
}

const char* ExchangeSink::outcome(const durus_outcome_t& value) {
    if (!isOutcome(value)) return "it passed an outcome of an unknown class or with a detail that is no text";
    const auto found = std::lower_bound(awaited_.begin(), awaited_.end(), value.sequence);
    if (found == awaited_.end() || *found != value.sequence)
        return "it passed an outcome of an intent that was not asked for, or a second one";
    awaited_.erase(found);
    results_.outcomes.push_back(toOutcome(value));
    return nullptr;
}

const char* ExchangeSink::failure(const durus_outcome_t& value) {
    if (!isOutcome(value)) return "it passed a failure of an unknown class or with a detail that is no text";
    if (results_.failure) return "it failed twice";
    results_.failure = toOutcome(value);
    results_.failure->sequence = 0;
    return nullptr;
}

const char* ExchangeSink::progress(const durus_remote_progress_t& value) {
    if (!isName(value.listing) || !isSpan(value.position_ms) || !isSpan(value.duration_ms))
        return "it passed an impossible progress";
    model::Progress progress;
    progress.position = Milliseconds{value.position_ms};
    progress.duration = Milliseconds{value.duration_ms};
    progress.completed = value.completed != 0;
    progress.updatedAt = WallTime{Milliseconds{value.updated_at_ms}};
    results_.progress.push_back({model::ListingId(std::string(view(value.listing))), progress});
    return nullptr;
}

const char* ExchangeSink::favorite(const durus_remote_favorite_t& value) {
    if (!isName(value.listing)) return "it passed a favourite without a listing";
    results_.favorites.push_back({model::ListingId(std::string(view(value.listing))), value.favorite != 0,
                                  WallTime{Milliseconds{value.updated_at_ms}}});
    return nullptr;
}

const char* ExchangeSink::scholar(const durus_scholar_t& value) {
    if (const char* fault = faultOf(value)) return fault;
    results_.scholars.push_back(toScholar(value));
    return nullptr;
}

const char* ExchangeSink::topic(const durus_topic_t& value) {
    if (const char* fault = faultOf(value)) return fault;
    results_.topics.push_back(toTopic(value));
    return nullptr;
}

const char* ExchangeSink::listing(const durus_listing_t& value) {
    if (const char* fault = faultOf(value)) return fault;
    results_.listings.push_back(toListing(value));
    return nullptr;
}

const char* ExchangeSink::cursor(const durus_string_t& value) {
    if (!isText(view(value), DURUS_MAX_CURSOR)) return "it passed a cursor that is too long or no text";
    results_.cursor = std::string(view(value));
    return nullptr;
}

} // namespace durus::plugin_codec
