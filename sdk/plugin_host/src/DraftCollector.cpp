// SPDX-License-Identifier: Apache-2.0
#include "DraftCollector.h"

#include <durus/abi/limits.h>
#include <durus/plugin_host/Abi.h>

#include <algorithm>

namespace durus::plugin_host {

static_assert(static_cast<int>(model::IntentKind::Progress) == DURUS_INTENT_PROGRESS &&
              static_cast<int>(model::IntentKind::Completed) == DURUS_INTENT_COMPLETED &&
              static_cast<int>(model::IntentKind::Uncompleted) == DURUS_INTENT_UNCOMPLETED &&
              static_cast<int>(model::IntentKind::Favorite) == DURUS_INTENT_FAVORITE &&
              static_cast<int>(model::IntentKind::Unfavorite) == DURUS_INTENT_UNFAVORITE);

DraftCollector::DraftCollector(std::span<const model::PlaybackEvent> events)
    : events_(events), sink_{sizeof sink_, this, emit} {}

durus_status_t DraftCollector::emit(const durus_intent_sink_t* sink,
                                    const durus_intent_draft_t* draft) noexcept {
    if (sink == nullptr || sink->context == nullptr) return DURUS_INVALID_ARGUMENT;
    auto& self = *static_cast<DraftCollector*>(sink->context);
    return answerPlugin(self.fault_, [&]() -> const char* {
        if (draft == nullptr || draft->struct_size < sizeof *draft) return "a draft is missing or too small";
        return self.accept(*draft);
    });
}

const char* DraftCollector::accept(const durus_intent_draft_t& draft) {
    const model::PlaybackEvent* event = find(draft.event_sequence);
    if (const char* fault = faultOf(draft, event)) return fault;
    model::DraftIntent intent;
    intent.account = event->account;
    intent.listing = event->listing;
    intent.kind = static_cast<model::IntentKind>(draft.kind);
    intent.position = Milliseconds{draft.position_ms};
    intent.duration = Milliseconds{draft.duration_ms};
    intent.dedupeKey = std::string(view(draft.dedupe_key));
    intent.wall = event->wall;
    intent.monotonic = event->monotonic;
    drafts_.push_back(std::move(intent));
    return nullptr;
}

const char* DraftCollector::faultOf(const durus_intent_draft_t& draft,
                                    const model::PlaybackEvent* event) const {
    const auto isSpan = [](std::int64_t ms) { return ms >= 0 && ms <= DURUS_MAX_SPAN_MS; };
    const std::string_view key = view(draft.dedupe_key);
    if (event == nullptr) return "a draft names an event that is not in the batch";
    if (draft.kind < DURUS_INTENT_PROGRESS || draft.kind > DURUS_INTENT_UNFAVORITE)
        return "a draft is of an unknown kind";
    if (!isSpan(draft.position_ms) || !isSpan(draft.duration_ms))
        return "a draft has an impossible position or duration";
    if (key.empty() || !isText(key, DURUS_MAX_DEDUPE_KEY))
        return "a draft's dedupe key is empty, too long or no UTF-8";
    if (drafts_.size() >= events_.size() * kMaxDraftsPerEvent) return "there are far more drafts than events";
    return nullptr;
}

const model::PlaybackEvent* DraftCollector::find(std::uint64_t sequence) const noexcept {
    const auto found =
        std::lower_bound(events_.begin(), events_.end(), sequence,
                         [](const auto& event, std::uint64_t wanted) { return event.sequence < wanted; });
    return found == events_.end() || found->sequence != sequence ? nullptr : &*found;
}

} // namespace durus::plugin_host
