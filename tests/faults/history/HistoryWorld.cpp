// SPDX-License-Identifier: Apache-2.0
#include "HistoryWorld.h"

#include "BackendRows.h"
#include "SaboteursLine.h"

#include <durus/core/Error.h>
#include <durus/core/IsoTime.h>
#include <durus/sync/SyncPass.h>
#include <durus/sync/SyncTuning.h>

#include <array>

namespace durus::faults {

namespace {

using What = Step::What;

const model::BackendName kBackend{"home"};
const WallTime kBeginning = fromIso8601("2026-11-22T12:00:00Z").value();
/// Between two deeds, so that the backend's Date, which is whole seconds and lags, tells them apart.
constexpr Milliseconds kBetweenSteps{15'000};
constexpr long kDurationSeconds = 1'000'000; ///< no position comes near the end
constexpr int kDrainRounds = 40;
/// The last moment that ISO 8601 writes with a year of four digits.
constexpr WallTime kEndOfCalendar{Milliseconds{253'402'300'799'999}};

reference::Catalogue makeCatalogue() {
    std::vector<reference::Listing> listings;
    for (int i = 0; i < kListings; ++i) {
        const std::string slug = "lecture-" + std::to_string(i);
        listings.push_back({.id = listingId(i),
                            .slug = slug,
                            .title = slug,
                            .scholarId = "scholar",
                            .publishedAt = kBeginning,
                            .asset = reference::Asset{.id = "asset-" + slug,
                                                      .format = "mp3",
                                                      .mediaType = "audio/mpeg",
                                                      .durationSeconds = kDurationSeconds,
                                                      .sha256 = {},
                                                      .file = {}}});
    }
    return {{{.id = "scholar", .slug = "scholar", .name = "Scholar"}}, {}, std::move(listings)};
}

reference::BackendConfig makeConfig(const test::TempDir& directory) {
    reference::BackendConfig config;
    config.database = directory / "backend.db";
    for (int account = 0; account < kAccounts; ++account)
        config.tokens.push_back({accountName(account).str(), tokenOf(account)});
    return config;
}

std::string number(long value, int digits) {
    std::string text = std::to_string(value);
    return std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

} // namespace

model::AccountName accountName(int account) {
    return model::AccountName(account == 0 ? "amina" : "bilal");
}

std::string tokenOf(int account) {
    return "token-of-" + accountName(account).str();
}

std::string listingId(int listing) {
    return "10000000-0000-4000-8000-" + number(listing, 12);
}

Device::Device(int number, std::uint64_t seed, RestartingBackend& backend, const Clock& backendClock,
               Wiretap& wiretap)
    : clock(backendClock.wall(), "boot-" + std::to_string(number) + "-1"),
      random(seed * kDevices + static_cast<std::uint64_t>(number)),
      line(backend, backendClock, fuse,
           [&wiretap, number](const std::string& token, const sync::HttpRequest& request,
                              const sync::HttpResponse& answer) {
               wiretap.see(number, token, request, answer);
           }) {
    start();
    store->accounts().addBackend({kBackend, "platform", "https://backend.example", ""});
    for (int account = 0; account < kAccounts; ++account)
        store->accounts().addAccount({accountName(account), kBackend}, tokenOf(account));
}

void Device::start() {
    store.reset();
    store = store::Store::open(directory / "data", clock, random);
    serverClock = std::make_unique<sync::ServerClock>(clock);
    if (const auto offset = store->accounts().clockOffset(kBackend)) serverClock->restore(*offset);
    for (const auto& boot : store->accounts().bootTimes(kBackend))
        serverClock->remember(boot);
}

HistoryWorld::HistoryWorld(std::uint64_t seed, sync::BackendCodec& codec, Sabotage sabotage)
    : codec_(codec), sabotage_(sabotage), backendClock_(kBeginning),
      backend_([this] { return makeBackend(); }), wiretap_(model_, backendClock_) {
    for (int device = 0; device < kDevices; ++device)
        devices_.push_back(std::make_unique<Device>(device, seed, backend_, backendClock_, wiretap_));
}

void HistoryWorld::take(const Step& step) {
    passTime(kBetweenSteps);
    Device& device = this->device(step.device);
    switch (step.what) {
    case What::Act:
        return act(step, listingId(step.listing));
    case What::Poison:
        poisonous_.insert(deeds_ + 1);
        return act(step, "f0000000-0000-4000-8000-" + number(deeds_, 12));
    case What::Pass:
        return pass(step);
    case What::Wait:
        return passTime(step.span);
    case What::SetCalendar:
        return device.clock.setWall(backendClock_.wall() + step.span);
    case What::LoseCalendar:
        return device.clock.setWall({Milliseconds{30'000}});
    case What::EndCalendar:
        return device.clock.setWall(kEndOfCalendar);
    case What::Reboot:
        return reboot(device);
    }
}

void HistoryWorld::act(const Step& step, const std::string& listing) {
    Device& device = this->device(step.device);
    Deed deed{.number = ++deeds_,
              .device = step.device,
              .account = step.account,
              .listing = listing,
              .kind = step.kind,
              .when = backendClock_.wall(),
              .bootId = device.clock.bootId()};
    const model::DraftIntent draft{.account = accountName(step.account),
                                   .listing = model::ListingId(listing),
                                   .kind = step.kind,
                                   .position = std::chrono::seconds{deed.number},
                                   .duration = std::chrono::seconds{kDurationSeconds},
                                   .dedupeKey = std::to_string(deed.number),
                                   .wall = device.clock.wall(),
                                   .monotonic = device.clock.monotonic()};
    const bool forgotten = sabotage_ == Sabotage::ForgetsAnIntent && deed.number == 3;
    if (!forgotten) device.store->journal().commit({"listener", 0, {draft}});
    model_.add(std::move(deed));
}

void HistoryWorld::pass(const Step& step) {
    Device& device = this->device(step.device);
    device.line.disturb(step.faults);
    device.fuse.light(step.crashAt);
    CrashingOutbox outbox(device.store->outbox(), device.fuse, step.fullAt);
    SaboteursLine line(device.line, sabotage_, sent_);
    try {
        sync::SyncPass({outbox, codec_, line, *device.serverClock, device.clock, device.random, log_},
                       accountName(step.account), {"https://backend.example", "", tokenFor(step.account)})
            .run();
        device.fuse.boundary();
        if (const auto offset = device.serverClock->offset())
            device.store->accounts().setClockOffset(kBackend, *offset);
        if (const auto boot = device.serverClock->boot()) {
            device.store->accounts().rememberBoot(kBackend, *boot);
            knownBoots_.insert(boot->bootId);
        }
    } catch (const Crash&) {
        device.start();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::StorageFull) throw;
    }
    device.fuse.light(0);
    device.line.disturb({});
    look(step.device, step.account);
}

/// At what the backend and the device now show as completed.
void HistoryWorld::look(int device, int account) {
    const auto name = accountName(account);
    std::set<std::string> held;
    for (const auto& [listing, row] : readRows(ask(account, "/audio/progress")))
        if (row.completed) held.insert(listing);
    const bool loses = sabotage_ == Sabotage::ForgetsCompletion && ++looks_ % 3 == 0;
    completions_.see("the backend, " + name.str(), loses ? std::set<std::string>{} : held);
    std::set<std::string> seen;
    for (int listing = 0; listing < kListings; ++listing)
        if (const auto progress =
                this->device(device).store->library().progress(name, model::ListingId(listingId(listing)));
            progress && progress->completed)
            seen.insert(listingId(listing));
    completions_.see("device " + std::to_string(device) + ", " + name.str(), seen);
}

void HistoryWorld::reboot(Device& device) {
    const std::string boot = device.clock.bootId();
    device.clock.reboot(boot.substr(0, boot.rfind('-') + 1) + std::to_string(++device.boots));
    device.start();
}

bool HistoryWorld::drain() {
    for (int round = 0; round < kDrainRounds; ++round) {
        bool empty = true;
        for (int device = 0; device < kDevices; ++device)
            for (int account = 0; account < kAccounts; ++account) {
                if (this->device(device).store->outbox().counts(accountName(account)).pending == 0) continue;
                empty = false;
                pass({.what = What::Pass, .device = device, .account = account});
            }
        if (empty) return true;
        passTime(sync::tuning::kRetryCap);
    }
    return false;
}

void HistoryWorld::reconcile() {
    passTime(std::chrono::hours{24 * 8});
    for (int device = 0; device < kDevices; ++device)
        for (int account = 0; account < kAccounts; ++account)
            pass({.what = What::Pass, .device = device, .account = account});
}

std::string HistoryWorld::ask(int account, const std::string& path) {
    reference::Request request;
    request.method = "GET";
    request.aim(path);
    request.headers.emplace_back("Authorization", "Bearer " + tokenOf(account));
    return backend_.running().handle(request).body;
}

std::unique_ptr<reference::ReferenceBackend> HistoryWorld::makeBackend() {
    return std::make_unique<reference::ReferenceBackend>(makeConfig(directory_), makeCatalogue(),
                                                         backendClock_, log_);
}

void HistoryWorld::passTime(Milliseconds span) {
    backendClock_.advance(span);
    for (const auto& device : devices_)
        device->clock.advance(span);
}

std::string HistoryWorld::tokenFor(int account) const {
    return tokenOf(sabotage_ == Sabotage::MixesAccounts ? 1 - account : account);
}

} // namespace durus::faults
