// SPDX-License-Identifier: Apache-2.0
#include "Tally.h"
#include "WatchedExchange.h"

#include <durus/client/Recorder.h>
#include <durus/client/Synchroniser.h>
#include <durus/http/HttpClient.h>
#include <durus/http/LinkWatch.h>
#include <durus/sync/RejectionWatch.h>
#include <durus/sync/ServerClock.h>
#include <durus/sync/SyncTuning.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace durus::client {

struct Synchroniser::Parts {
    explicit Parts(Device& box) : device(box), http(http::makeHttpExchange()) {}

    std::vector<model::Account> accounts(const std::optional<model::AccountName>& only) {
        std::vector<model::Account> chosen;
        for (auto& account : device.store().accounts().accounts())
            if (!account.backend.empty() && (!only || account.name == *only))
                chosen.push_back(std::move(account));
        return chosen;
    }

    /// The backend's clock, kept over passes, and over processes in the store.
    sync::ServerClock& serverClock(const model::BackendName& backend) {
        const std::lock_guard lock(clocksMutex);
        auto& clock = serverClocks[backend.str()];
        if (!clock) {
            clock = std::make_unique<sync::ServerClock>(device.clock());
            auto& accounts = device.store().accounts();
            if (const auto offset = accounts.clockOffset(backend)) clock->restore(*offset);
            for (const auto& boot : accounts.bootTimes(backend))
                clock->remember(boot);
        }
        return *clock;
    }

    AccountSync pass(const model::Account& account) {
        auto& accounts = device.store().accounts();
        const auto backend = accounts.backend(account.backend);
        if (!backend)
            throw Error(ErrorCode::Internal, "account " + account.name.str() + " has lost its backend");
        const auto codec = device.makeCodec(*backend);
        auto& clock = serverClock(backend->name);
        const auto way = this->way();
        WatchedExchange watched(*way, [this] { tellAlive({}); });
        AccountSync result{account.name,
                           passInTurn({device.store().outbox(), *codec, watched, clock, device.clock(),
                                       device.random(), device.log()},
                                      account.name,
                                      {backend->url, backend->caFile, accounts.token(account.name)})};
        if (const auto offset = clock.offset()) accounts.setClockOffset(backend->name, *offset);
        if (const auto boot = clock.boot()) accounts.rememberBoot(backend->name, *boot);
        tally.add(account.name, result.report);
        noteCredentials(account.name, result.report);
        return result;
    }

    /// Credentials that are refused for good are kept, and used no more unless a person asks for it.
    void noteCredentials(const model::AccountName& account, const sync::PassReport& report) {
        auto& watch = rejections[account];
        if (report.exchanges.of(sync::OutcomeClass::Ok) > 0) {
            watch.accepted();
            device.store().accounts().setRefused(account, false);
        } else if (report.rejected && watch.refused(device.clock().monotonic())) {
            device.store().accounts().setRefused(account, true);
            device.log().warning("sync",
                                 "the backend has signed an account out; its owner has to sign in again",
                                 {{"account", account.str()}});
        }
    }

    sync::AccountMetrics metrics(const model::Account& account) {
        sync::AccountMetrics metrics{.account = account.name, .backend = account.backend};
        metrics.outbox = device.store().outbox().counts(account.name);
        if (const auto oldest = metrics.outbox.oldestPending)
            metrics.oldestAge = std::max(Milliseconds{0}, device.clock().wall() - *oldest);
        const auto& clock = serverClock(account.backend);
        metrics.clockOffset = clock.offset();
        metrics.clockUncertainty = clock.uncertainty();
        metrics.signedOut = device.store().accounts().isRefused(account.name);
        if (const auto kept = device.store().outbox().receipt(account.name))
            metrics.outOfStep = kept->incident;
        tally.fill(metrics);
        return metrics;
    }

    std::shared_ptr<sync::SyncEngine> running() const {
        const std::lock_guard lock(engineMutex);
        return engine;
    }

    std::shared_ptr<sync::SyncEngine> replaceEngine(std::shared_ptr<sync::SyncEngine> next) {
        const std::lock_guard lock(engineMutex);
        return std::exchange(engine, std::move(next));
    }

    /// Lets a pass of another process end first, unless it is stopped meanwhile.
    sync::PassReport passInTurn(const sync::PassContext& context, const model::AccountName& account,
                                const sync::HttpEndpoint& endpoint) {
        for (bool told = false;; told = true) {
            auto report = sync::SyncPass(context, account, endpoint).run();
            if (!report.busyFor) return report;
            if (!told) device.log().info("sync", "waits for its turn", {{"reason", report.failure->detail}});
            tellAlive(report.failure->detail);
            if (!turnMayCome(*report.busyFor)) return report;
        }
    }

    /// Waits until the other pass may have ended. False once stopped.
    bool turnMayCome(Milliseconds busyFor) {
        std::unique_lock lock(turnMutex);
        return !turn.wait_for(lock, std::min(busyFor, sync::tuning::kLeasePoll), [this] { return stopped; });
    }

    void tellAlive(std::string_view turnOf) {
        if (const auto alive = running()) alive->passIsAlive(turnOf);
    }

    /// The way to backends. One that was cut is replaced, unless it was for good.
    std::shared_ptr<sync::HttpExchange> way() {
        const std::lock_guard lock(turnMutex);
        if (cut && !stopped) {
            http = http::makeHttpExchange();
            cut = false;
        }
        return http;
    }

    void interrupt() {
        const std::lock_guard lock(turnMutex);
        http->cancel();
        cut = true;
    }

    void cancel() {
        interrupt();
        allow(false);
        turn.notify_all();
    }

    void allow(bool passes) {
        const std::lock_guard lock(turnMutex);
        stopped = !passes;
    }

    /// All accounts' passes as one: the counts added up, the first failure kept. A backend that is away is
    /// tried by one account only; which one comes first changes, so that none is held up for ever.
    sync::PassReport passAll() {
        sync::PassReport sum;
        const std::lock_guard busy(passMutex);
        auto all = accounts(std::nullopt);
        if (!all.empty()) std::ranges::rotate(all, all.begin() + static_cast<long>(rounds++ % all.size()));
        std::set<model::BackendName> away;
        for (const auto& account : all) {
            if (away.contains(account.backend) || device.store().accounts().isRefused(account.name)) continue;
            auto report = pass(account).report;
            if (isAway(report)) away.insert(account.backend);
            sum.add(std::move(report));
        }
        return sum;
    }

    /// Whether a pass found nobody who would have answered another account either.
    static bool isAway(const sync::PassReport& report) {
        using sync::OutcomeClass;
        if (!report.failure || report.exchanges.of(OutcomeClass::Ok) > 0) return false;
        const auto outcome = report.failure->outcome;
        return outcome == OutcomeClass::Transient || outcome == OutcomeClass::Throttled ||
               outcome == OutcomeClass::NotBackend;
    }

    Device& device;
    std::shared_ptr<sync::HttpExchange> http;
    std::mutex clocksMutex;
    std::map<std::string, std::unique_ptr<sync::ServerClock>> serverClocks;
    Tally tally;
    std::map<model::AccountName, sync::RejectionWatch> rejections; ///< within passMutex
    std::size_t rounds = 0;                                        ///< within passMutex
    std::mutex passMutex; ///< within this process; the store's lease is for the others
    std::mutex turnMutex;
    std::condition_variable turn;
    bool stopped = false;
    bool cut = false; ///< no request goes over this way any more
    mutable std::mutex engineMutex;
    std::shared_ptr<sync::SyncEngine> engine;
    Subscription recorded;
    std::unique_ptr<http::LinkWatch> links;
};

Synchroniser::Synchroniser(Device& device) : parts_(std::make_unique<Parts>(device)) {}

Synchroniser::~Synchroniser() {
    stop();
}

std::vector<AccountSync> Synchroniser::syncNow(const std::optional<model::AccountName>& only) {
    const std::lock_guard busy(parts_->passMutex);
    std::vector<AccountSync> all;
    parts_->device.recorder().catchUp();
    for (const auto& account : parts_->accounts(only))
        all.push_back(parts_->pass(account));
    return all;
}

void Synchroniser::start() {
    if (parts_->running() || parts_->accounts(std::nullopt).empty()) return;
    auto& parts = *parts_;
    parts.allow(true);
    const auto engine = std::make_shared<sync::SyncEngine>(sync::EngineContext{
        .pass = [&parts] { return parts.passAll(); },
        .cancel = [&parts] { parts.cancel(); },
        .clock = parts.device.clock(),
        .random = parts.device.random(),
        .log = parts.device.log(),
        .interrupt = [&parts] { parts.interrupt(); },
    });
    parts.replaceEngine(engine);
    parts.recorded =
        parts.device.recorder().onRecorded([engine](bool important) { engine->notifyPending(important); });
    parts.links = std::make_unique<http::LinkWatch>([engine] { engine->linkGained(); });
}

void Synchroniser::stop() {
    parts_->recorded.reset();
    parts_->links.reset();
    if (const auto engine = parts_->replaceEngine(nullptr)) engine->stop();
}

void Synchroniser::requestSync() {
    if (const auto engine = parts_->running()) engine->requestSync();
}

std::optional<sync::SyncStatus> Synchroniser::status() const {
    const auto engine = parts_->running();
    if (!engine) return std::nullopt;
    return engine->status();
}

sync::SyncMetrics Synchroniser::metrics() const {
    sync::SyncMetrics metrics{
        .accounts = {}, .engine = status(), .shortOfRoom = parts_->device.store().isShortOfRoom()};
    for (const auto& account : parts_->accounts(std::nullopt))
        metrics.accounts.push_back(parts_->metrics(account));
    return metrics;
}

std::string Synchroniser::probe(const model::Backend& backend) {
    const auto codec = parts_->device.makeCodec(backend);
    auto& clock = parts_->serverClock(backend.name);
    const auto exchange = codec->catalogue();
    const auto request = exchange->step(nullptr);
    if (!request)
        throw Error(ErrorCode::PluginMisbehaved, "codec " + backend.codec + " asks nothing of a backend");
    const auto sentAt = parts_->device.clock().monotonic();
    const auto answer = parts_->way()->send({backend.url, backend.caFile, ""}, *request);
    if (!answer) throw Error(answer.error());
    if (const auto date = answer.value().header("date")) clock.learn(*date, sentAt);
    if (answer.value().status != 200)
        throw Error(ErrorCode::Unavailable,
                    backend.url + " answered with status " + std::to_string(answer.value().status),
                    "check the URL of the backend");
    const auto offset = clock.offset().value_or(Milliseconds{0});
    return "answers; its clock is " + std::to_string(offset.count() / 1000) + " s off ours";
}

} // namespace durus::client
