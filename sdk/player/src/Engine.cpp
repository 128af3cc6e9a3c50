// SPDX-License-Identifier: Apache-2.0
#include "Engine.h"

#include <pthread.h>

#include <algorithm>
#include <cassert>
#include <csignal>
#include <future>
#include <memory>
#include <utility>

namespace durus::player {

namespace {

/// Room for what arrives while the thread is busy, so that a callback of the backend allocates nothing.
constexpr std::size_t kUsualEntries = 256;

/// Signals to the process are its main thread's business; and a peer that goes away must not raise SIGPIPE
/// here.
void blockSignals() {
    sigset_t all;
    sigfillset(&all);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        sigdelset(&all, fault);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace

Player::Engine::Engine(std::unique_ptr<PlayerBackend> backend, Environment environment,
                       const PlayerOptions& options)
    : clock_(environment.clock), backend_(std::move(backend)), core_(*backend_, environment, options) {
    entries_.reserve(kUsualEntries);
    backend_->setListener(*this);
    thread_ = std::thread([this] { run(); });
    ::pthread_setname_np(thread_.native_handle(), "durus-player");
}

Player::Engine::~Engine() {
    assert(!isCurrent());
    enqueue([](PlayerCore& core) { core.release(); });
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Player::Engine::enqueue(Command command) {
    {
        const std::lock_guard lock(mutex_);
        entries_.emplace_back(std::move(command));
    }
    changed_.notify_one();
}

void Player::Engine::drain() {
    assert(!isCurrent());
    const auto reached = std::make_shared<std::promise<void>>();
    // What the backend answers to commands at once stands in the queue behind the first of the two.
    enqueue([this, reached](PlayerCore&) { enqueue([reached](PlayerCore&) { reached->set_value(); }); });
    reached->get_future().wait();
}

void Player::Engine::onSignal(BackendSignal signal) noexcept {
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        entries_.emplace_back(std::move(signal));
        wake = std::exchange(waiting_, false);
    }
    if (wake) changed_.notify_one();
}

PlayerSnapshot Player::Engine::snapshot() const {
    const std::lock_guard lock(publishedMutex_);
    PlayerSnapshot snapshot = published_;
    if (!publishedTrack_) return snapshot;
    snapshot.position = publishedTrack_->at(clock_.monotonic());
    if (snapshot.durationConfidence >= model::DurationConfidence::Container)
        snapshot.position = std::min(snapshot.position, snapshot.duration);
    return snapshot;
}

void Player::Engine::run() {
    blockSignals();
    std::vector<Entry> entries;
    entries.reserve(kUsualEntries);
    while (takeEntries(entries)) {
        poll();
        for (Entry& entry : entries)
            carryOut(entry);
        entries.clear();
        const MonotonicTime now = clock_.monotonic();
        poll();
        core_.advance(now);
        handOn();
    }
    backend_.reset();
}

bool Player::Engine::takeEntries(std::vector<Entry>& entries) {
    std::unique_lock lock(mutex_);
    const auto isWanted = [this] { return !entries_.empty() || stopping_; };
    if (!isWanted()) {
        waiting_ = true;
        if (const auto deadline = core_.deadline()) {
            const auto left = std::max(*deadline - clock_.monotonic(), Milliseconds{1});
            changed_.wait_for(lock, left, isWanted);
        } else {
            changed_.wait(lock, isWanted);
        }
        waiting_ = false;
    }
    if (entries_.empty() && stopping_) return false;
    entries.swap(entries_);
    return true;
}

void Player::Engine::poll() {
    backend_->poll(polled_);
    for (const BackendSignal& signal : std::exchange(polled_.signals, {})) {
        core_.handle(signal);
        handOn();
    }
}

void Player::Engine::carryOut(Entry& entry) {
    if (const auto* signal = std::get_if<BackendSignal>(&entry)) {
        core_.handle(*signal);
    } else {
        std::get<Command>(entry)(core_);
    }
    handOn();
}

void Player::Engine::handOn() {
    const std::vector<model::PlaybackEvent> events = core_.takeEvents();
    if (const auto& session = core_.session()) {
        PlayerSnapshot snapshot = session->snapshot(clock_.monotonic());
        const std::lock_guard lock(publishedMutex_);
        published_ = std::move(snapshot);
        publishedTrack_ = session->track();
    }
    for (const model::PlaybackEvent& event : events)
        subscribers_.offer(event);
}

} // namespace durus::player
