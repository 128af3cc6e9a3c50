// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event_translator.h>
#include <durus/plugin_kit/Event.h>
#include <durus/plugin_kit/Guard.h>

#include <cstdint>
#include <string_view>

namespace durus::plugin_kit {

/// Takes what a translator makes of one event. Each `key` is a dedupe key (intent.h).
/// Errors: Failure if the host refuses; let it pass.
class IntentWriter {
public:
    IntentWriter(const durus_intent_sink_t& sink, const Event& event) noexcept : sink_(sink), event_(event) {}

    void progress(std::int64_t positionMs, std::int64_t durationMs, std::string_view key) {
        write(DURUS_INTENT_PROGRESS, positionMs, durationMs, key);
    }
    void completed(std::int64_t positionMs, std::int64_t durationMs, std::string_view key) {
        write(DURUS_INTENT_COMPLETED, positionMs, durationMs, key);
    }
    void uncompleted(std::string_view key) { write(DURUS_INTENT_UNCOMPLETED, 0, 0, key); }
    void favorite(std::string_view key) { write(DURUS_INTENT_FAVORITE, 0, 0, key); }
    void unfavorite(std::string_view key) { write(DURUS_INTENT_UNFAVORITE, 0, 0, key); }

private:
    void write(std::int32_t kind, std::int64_t positionMs, std::int64_t durationMs, std::string_view key) {
        durus_intent_draft_t draft{};
        draft.struct_size = sizeof draft;
        draft.kind = kind;
        draft.event_sequence = event_.sequence();
        draft.position_ms = positionMs;
        draft.duration_ms = durationMs;
        draft.dedupe_key = borrow(key);
        require(sink_.emit(&sink_, &draft), "the host refused an intent");
    }

    const durus_intent_sink_t& sink_;
    const Event& event_;
};

} // namespace durus::plugin_kit
