// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/backend_codec.h>
#include <durus/sync/BackendCodec.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace durus::plugin_codec {

/// Takes what an exchange of a plugin says and checks it. The first fault is kept: a codec that ignores a
/// refusal is not believed any further.
class ExchangeSink {
public:
    /// `sequences`: of the intents that need an outcome.
    explicit ExchangeSink(std::vector<std::uint64_t> sequences);
    ~ExchangeSink() = default;
    ExchangeSink(const ExchangeSink&) = delete;
    ExchangeSink& operator=(const ExchangeSink&) = delete;

    const durus_exchange_sink_t* get() const noexcept { return &sink_; }
    /// What the plugin did wrong; null if nothing.
    const char* fault() const noexcept { return fault_; }
    const sync::ExchangeResults& results() const noexcept { return results_; }
    /// The request of the last step, if it made one.
    std::optional<sync::HttpRequest> takeRequest() noexcept { return std::exchange(request_, std::nullopt); }
    /// Whether the exchange failed as a whole or every intent has its outcome.
    bool isComplete() const noexcept { return results_.failure.has_value() || awaited_.empty(); }

private:
    /// The C function that hands one kind of value to `Take`, a member that returns why it refuses, or null.
    template<typename Value, const char* (ExchangeSink::*Take)(const Value&)>
    static durus_status_t take(const durus_exchange_sink_t* sink, const Value* value) noexcept;
    static durus_status_t takeCursor(const durus_exchange_sink_t* sink, durus_string_t cursor) noexcept;

    const char* request(const durus_http_request_t& value);
    const char* outcome(const durus_outcome_t& value);
    const char* failure(const durus_outcome_t& value);
    const char* progress(const durus_remote_progress_t& value);
    const char* favorite(const durus_remote_favorite_t& value);
    const char* scholar(const durus_scholar_t& value);
    const char* topic(const durus_topic_t& value);
    const char* listing(const durus_listing_t& value);
    const char* cursor(const durus_string_t& value);

    durus_exchange_sink_t sink_;
    std::vector<std::uint64_t> awaited_; ///< sorted
    sync::ExchangeResults results_;
    std::optional<sync::HttpRequest> request_;
    const char* fault_ = nullptr;
};

} // namespace durus::plugin_codec
