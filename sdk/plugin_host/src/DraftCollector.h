// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event_translator.h>
#include <durus/model/Intent.h>
#include <durus/model/PlaybackEvent.h>

#include <span>
#include <utility>
#include <vector>

namespace durus::plugin_host {

/// Takes a translator's drafts for one batch of events and refuses what breaks the contract: the first fault
/// is kept, since a translator that ignores a refusal must not lose an intent silently.
class DraftCollector {
public:
    static constexpr std::size_t kMaxDraftsPerEvent = 8;

    /// `events`: in order of sequence; they outlive the collector.
    explicit DraftCollector(std::span<const model::PlaybackEvent> events);
    ~DraftCollector() = default;
    DraftCollector(const DraftCollector&) = delete;
    DraftCollector& operator=(const DraftCollector&) = delete;

    const durus_intent_sink_t* sink() const noexcept { return &sink_; }
    /// Why a draft was refused; null if none was.
    const char* fault() const noexcept { return fault_; }
    std::vector<model::DraftIntent> take() { return std::move(drafts_); }

private:
    static durus_status_t emit(const durus_intent_sink_t* sink, const durus_intent_draft_t* draft) noexcept;
    const char* accept(const durus_intent_draft_t& draft);
    const char* faultOf(const durus_intent_draft_t& draft, const model::PlaybackEvent* event) const;
    const model::PlaybackEvent* find(std::uint64_t sequence) const noexcept;

    std::span<const model::PlaybackEvent> events_;
    durus_intent_sink_t sink_;
    std::vector<model::DraftIntent> drafts_;
    const char* fault_ = nullptr;
};

} // namespace durus::plugin_host
