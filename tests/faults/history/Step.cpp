// SPDX-License-Identifier: Apache-2.0
#include "Step.h"

#include <durus/core/Random.h>

#include <array>

namespace durus::faults {

namespace {

using Kind = model::IntentKind;
using What = Step::What;

constexpr std::array<const char*, kFaults> kFaultNames{
    "none",     "loses request", "loses answer", "duplicates",       "truncates",     "error 500",
    "deadlock", "throttles",     "portal",       "looks signed out", "database down", "restarts"};

/// Draws the steps of one history.
class Drawing {
public:
    explicit Drawing(std::uint64_t seed) : dice_(seed) {}

    std::vector<Step> history() {
        std::vector<Step> steps;
        for (auto left = 20 + dice_.upTo(80); left > 0; --left)
            steps.push_back(step());
        return steps;
    }

private:
    int pick(int among) { return static_cast<int>(dice_.upTo(static_cast<std::uint64_t>(among) - 1)); }
    bool oneIn(int n) { return pick(n) == 0; }
    Milliseconds upTo(Milliseconds most) {
        return Milliseconds{static_cast<long>(dice_.upTo(static_cast<std::uint64_t>(most.count())))};
    }

    Step step() {
        const int luck = pick(100);
        Step step{.what = What::Act, .device = pick(kDevices), .account = pick(kAccounts)};
        if (luck < 55)
            act(step);
        else if (luck < 57)
            step.what = What::Poison;
        else if (luck < 85)
            pass(step);
        else if (luck < 90)
            wait(step);
        else if (luck < 95)
            setCalendar(step);
        else
            step.what = What::Reboot;
        return step;
    }

    void act(Step& step) {
        constexpr std::array kKinds{Kind::Progress,  Kind::Progress, Kind::Progress,
                                    Kind::Completed, Kind::Favorite, Kind::Unfavorite};
        step.listing = pick(kListings);
        step.kind = kKinds[static_cast<std::size_t>(pick(kKinds.size()))];
    }

    void pass(Step& step) {
        step.what = What::Pass;
        for (int left = oneIn(3) ? 0 : 1 + pick(4); left > 0; --left)
            step.faults.push_back(static_cast<Fault>(pick(kFaults)));
        if (oneIn(4))
            step.crashAt = 1 + pick(25);
        else if (oneIn(6))
            step.fullAt = 1 + pick(8);
    }

    void wait(Step& step) {
        step.what = What::Wait;
        step.span = oneIn(4) ? upTo(std::chrono::hours{40}) : upTo(std::chrono::hours{1});
    }

    void setCalendar(Step& step) {
        step.what = oneIn(4) ? What::LoseCalendar : oneIn(8) ? What::EndCalendar : What::SetCalendar;
        constexpr std::chrono::hours kFarthest{48};
        if (oneIn(8))
            step.span = std::chrono::hours{24 * 365} * 7'900; // not far from years of five digits
        else if (!oneIn(3))
            step.span = upTo(2 * kFarthest) - kFarthest;
    }

    SeededRandom dice_;
};

std::string where(const Step& step) {
    return "device " + std::to_string(step.device) + ", account " + std::to_string(step.account) + ": ";
}

std::string seconds(Milliseconds span) {
    return std::to_string(span.count() / 1000) + " s";
}

std::string describePass(const Step& step) {
    std::string text = where(step) + "pass";
    for (const Fault fault : step.faults)
        text += std::string(text.ends_with("pass") ? "; the line: " : ", ") +
                kFaultNames[static_cast<std::size_t>(fault)];
    if (step.crashAt > 0) text += "; dies at boundary " + std::to_string(step.crashAt);
    if (step.fullAt > 0) text += "; the disk is full from change " + std::to_string(step.fullAt) + " on";
    return text;
}

} // namespace

std::string describe(const Step& step) {
    switch (step.what) {
    case What::Act:
        return where(step) + std::string(model::name(step.kind)) + " of listing " +
               std::to_string(step.listing);
    case What::Poison:
        return where(step) + "progress of a listing nobody knows";
    case What::Pass:
        return describePass(step);
    case What::Wait:
        return seconds(step.span) + " go by";
    case What::SetCalendar:
        return "device " + std::to_string(step.device) + ": calendar set to the truth plus " +
               seconds(step.span);
    case What::LoseCalendar:
        return "device " + std::to_string(step.device) + ": calendar set to 1970";
    case What::EndCalendar:
        return "device " + std::to_string(step.device) + ": calendar set to the end of 9999";
    case What::Reboot:
        return "device " + std::to_string(step.device) + ": off and on";
    }
    return {};
}

std::vector<Step> historyOf(std::uint64_t seed) {
    return Drawing(seed).history();
}

} // namespace durus::faults
