// SPDX-License-Identifier: Apache-2.0
#include <durus/plugin_kit/Plugin.h>

namespace {

using namespace durus::plugin_kit;

/// Records how far a listener is, and what they have completed.
class ProgressTranslator final : public EventTranslator {
public:
    void translate(const Event& event, IntentWriter& intents) override {
        if (const auto* reported = event.as<ProgressReported>()) {
            // At 0 nothing has been played: an item that was merely opened must not lose its resume point.
            if (reported->position_ms > 0)
                intents.progress(reported->position_ms, reported->duration_ms, event.keyOfEvent("progress"));
        } else if (const auto* reached = event.as<CompletionReached>()) {
            intents.completed(reached->position_ms, reached->duration_ms, event.keyOfSession("completed"));
        } else if (const auto* marked = event.as<CompletionMarked>()) {
            if (marked->completed != 0)
                intents.completed(0, 0, event.keyOfEvent("completed"));
            else
                intents.uncompleted(event.keyOfEvent("uncompleted"));
        }
    }
};

} // namespace

DURUS_EXPORT_PLUGIN("progress", "Progress and completion", "0.1.0", ProgressTranslator)
