// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/PlaybackEvent.h>

#include <sstream>
#include <string>
#include <vector>

namespace durus::test {

/// Playback events as short texts, so that a test reads as the history it expects.
class Describer {
public:
    std::string operator()(const model::StateChanged& e) const { return text(name(e.state), e.position); }
    std::string operator()(const model::ProgressReported& e) const {
        return text("progress", e.position, "of", e.duration);
    }
    std::string operator()(const model::PositionDiscontinuity& e) const {
        return text(name(e.reason), e.from, "to", e.to);
    }
    std::string operator()(const model::DurationChanged& e) const {
        constexpr const char* kNames[] = {"unknown", "estimated", "container", "catalogue"};
        return text("duration", e.duration, kNames[static_cast<int>(e.confidence)]);
    }
    std::string operator()(const model::RateChanged& e) const { return text("rate", e.rate); }
    std::string operator()(const model::CompletionReached& e) const { return text("completed", e.position); }
    std::string operator()(const model::PlaybackEnded& e) const { return text(name(e.reason), e.position); }
    std::string operator()(const model::PlaybackFailed& e) const {
        return text("fault:", e.fault, e.retryable ? "(retryable)" : "");
    }
    std::string operator()(const model::CompletionMarked&) const { return "completion marked"; }
    std::string operator()(const model::FavoriteMarked&) const { return "favorite marked"; }

private:
    static void put(std::ostream& out, Milliseconds span) { out << span.count(); }
    template<typename T>
    static void put(std::ostream& out, const T& value) {
        out << value;
    }
    template<typename... Parts>
    static std::string text(const Parts&... parts) {
        std::ostringstream out;
        ((put(out, parts), out << ' '), ...);
        std::string result = out.str();
        result.erase(result.find_last_not_of(' ') + 1);
        return result;
    }
};

inline std::vector<std::string> described(const std::vector<model::PlaybackEvent>& events) {
    std::vector<std::string> texts;
    for (const model::PlaybackEvent& event : events)
        texts.push_back(std::visit(Describer{}, event.body));
    return texts;
}

inline std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts)
        all.append(all.empty() ? "" : "; ").append(text);
    return all;
}

} // namespace durus::test
