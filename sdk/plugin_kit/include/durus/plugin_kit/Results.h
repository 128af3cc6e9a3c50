// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/backend_codec.h>
#include <durus/plugin_kit/Guard.h>
#include <durus/plugin_kit/Text.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace durus::plugin_kit {

/// What became of an intent, or of a whole exchange (backend_codec.h says what each means).
enum class Outcome : std::int32_t {
    Ok = DURUS_OUTCOME_OK,
    Already = DURUS_OUTCOME_ALREADY,
    Stale = DURUS_OUTCOME_STALE,
    InProgress = DURUS_OUTCOME_IN_PROGRESS,
    Unauthorized = DURUS_OUTCOME_UNAUTHORIZED,
    Throttled = DURUS_OUTCOME_THROTTLED,
    Transient = DURUS_OUTCOME_TRANSIENT,
    Permanent = DURUS_OUTCOME_PERMANENT,
    SuspectedPoison = DURUS_OUTCOME_SUSPECTED_POISON,
    NotBackend = DURUS_OUTCOME_NOT_BACKEND,
};

/// Takes what an exchange finds out. The structs are those of durus/abi, their struct_size is filled in here.
/// Lifetime: a step. Errors: Failure if the host refuses; let it pass.
class Results {
public:
    explicit Results(const durus_exchange_sink_t& sink) noexcept : sink_(sink) {}

    /// What became of an intent of a push: exactly one for each, unless the exchange fails.
    void outcome(std::uint64_t sequence, Outcome outcome, std::string_view detail = {}) {
        const auto value = make(sequence, outcome, detail, std::nullopt);
        require(sink_.outcome(&sink_, &value), "the host refused an outcome");
    }
    /// Why the exchange as a whole came to nothing. Ends it.
    void failure(Outcome outcome, std::string_view detail,
                 std::optional<std::chrono::milliseconds> retryAfter = std::nullopt) {
        const auto value = make(0, outcome, detail, retryAfter);
        require(sink_.failure(&sink_, &value), "the host refused a failure");
        failed_ = true;
    }
    void progress(durus_remote_progress_t progress) { put(sink_.progress, progress, "progress"); }
    void favorite(durus_remote_favorite_t favorite) { put(sink_.favorite, favorite, "favourite"); }
    void scholar(durus_scholar_t scholar) { put(sink_.scholar, scholar, "scholar"); }
    void topic(durus_topic_t topic) { put(sink_.topic, topic, "topic"); }
    /// An asset's struct_size is the caller's to fill in.
    void listing(durus_listing_t listing) { put(sink_.listing, listing, "listing"); }
    void cursor(std::string_view cursor) {
        require(sink_.cursor(&sink_, borrow(cursor)), "the host refused a cursor");
    }

    bool hasFailed() const noexcept { return failed_; }

private:
    static durus_outcome_t make(std::uint64_t sequence, Outcome outcome, std::string_view detail,
                                std::optional<std::chrono::milliseconds> retryAfter) noexcept {
        durus_outcome_t value{};
        value.struct_size = sizeof value;
        value.outcome = static_cast<std::int32_t>(outcome);
        value.sequence = sequence;
        value.detail = borrow(detail);
        value.retry_after_ms = retryAfter ? retryAfter->count() : -1;
        return value;
    }

    template<typename Value>
    void put(durus_status_t (*take)(const durus_exchange_sink_t*, const Value*), Value value,
             const char* what) {
        value.struct_size = sizeof value;
        if (const auto status = take(&sink_, &value); status < 0)
            throw Failure(status, std::string("the host refused a ") + what);
    }

    const durus_exchange_sink_t& sink_;
    bool failed_ = false;
};

} // namespace durus::plugin_kit
