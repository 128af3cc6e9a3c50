// SPDX-License-Identifier: Apache-2.0
#include <durus/client/Recorder.h>
#include <durus/core/Error.h>

#include <algorithm>
#include <exception>
#include <future>
#include <utility>
#include <variant>

namespace durus::client {

namespace {

bool isImportant(const model::PlaybackEvent& event) {
    return !std::holds_alternative<model::ProgressReported>(event.body);
}

} // namespace

Recorder::Recorder(plugin_host::EventJournal& journal, plugin_host::TranslatorHost& translators, Log& log)
    : journal_(journal), translators_(translators), log_(log), executor_("durus-recorder") {}

Recorder::~Recorder() = default;

std::size_t Recorder::record(const std::vector<model::PlaybackEvent>& events) {
    std::promise<std::size_t> done;
    executor_.post([&] {
        try {
            done.set_value(recordNow(events));
        } catch (...) {
            done.set_exception(std::current_exception());
        }
    });
    return done.get_future().get();
}

Subscription Recorder::follow(player::Player& player) {
    return player.subscribe(executor_, [this](const model::PlaybackEvent& event) { recordOrKeep(event); });
}

void Recorder::catchUp() {
    record({});
}

void Recorder::drain() {
    executor_.drain();
}

Subscription Recorder::onRecorded(Listener listener) {
    const std::lock_guard lock(listenerMutex_);
    listener_ = std::move(listener);
    return Subscription([this] {
        const std::lock_guard cancelling(listenerMutex_);
        listener_ = nullptr;
    });
}

std::size_t Recorder::recordNow(const std::vector<model::PlaybackEvent>& events) {
    if (!events.empty()) journal_.append(events);
    return translate(std::any_of(events.begin(), events.end(), isImportant));
}

void Recorder::recordOrKeep(const model::PlaybackEvent& event) {
    backlog_.push_back(event);
    try {
        journal_.append(backlog_);
        backlog_.clear();
        translate(isImportant(event));
        if (std::exchange(refused_, false)) log_.info("recorder", "events are recorded again");
    } catch (const std::exception& fault) {
        if (!std::exchange(refused_, true))
            log_.error("recorder", "events wait to be recorded", {{"fault", fault.what()}});
        boundBacklog();
    }
}

std::size_t Recorder::translate(bool important) {
    const auto intents = translators_.deliver().intents;
    if (intents > 0) notify(important);
    return intents;
}

void Recorder::boundBacklog() {
    if (backlog_.size() <= kMaxBacklog) return;
    const auto tick = std::find_if_not(backlog_.begin(), backlog_.end(), isImportant);
    backlog_.erase(tick == backlog_.end() ? backlog_.begin() : tick);
}

void Recorder::notify(bool important) {
    const std::lock_guard lock(listenerMutex_);
    if (listener_) listener_(important);
}

} // namespace durus::client
