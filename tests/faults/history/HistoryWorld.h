// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "CompletionWatch.h"
#include "CrashingOutbox.h"
#include "FaultyLine.h"
#include "ReferenceModel.h"
#include "Sabotage.h"
#include "Step.h"
#include "Wiretap.h"

#include <durus/plugin_host/PluginRegistry.h>
#include <durus/store/Store.h>
#include <durus/sync/BackendCodec.h>
#include <durus/sync/ServerClock.h>

#include <support/TempDir.h>

#include <memory>
#include <set>

namespace durus::faults {

/// A box: a real store, a clock of its own that may be wrong, and a process that may die.
struct Device {
    Device(int number, std::uint64_t seed, RestartingBackend& backend, const Clock& backendClock,
           Wiretap& wiretap);

    /// A new process opens what the last one left.
    void start();

    test::TempDir directory;
    ManualClock clock;
    SeededRandom random;
    Fuse fuse;
    FaultyLine line;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<sync::ServerClock> serverClock;
    int boots = 1;
};

/// Two devices of two listeners and their backend, without sockets and without a clock that runs by itself.
/// All of it follows from the steps and the seed. Thread: one.
class HistoryWorld {
public:
    HistoryWorld(std::uint64_t seed, sync::BackendCodec& codec, Sabotage sabotage);

    void take(const Step& step);
    /// All is well from now on. True once every device has nothing left to deliver, within the stated number
    /// of rounds at the longest backoff.
    bool drain();
    /// Each device reads everything once more.
    void reconcile();

    const ReferenceModel& model() const { return model_; }
    const std::set<long>& poisonous() const { return poisonous_; }
    const std::set<std::string>& knownBoots() const { return knownBoots_; }
    const Wiretap& wiretap() const { return wiretap_; }
    const CompletionWatch& completions() const { return completions_; }
    Device& device(int number) { return *devices_[static_cast<std::size_t>(number)]; }
    /// What the backend says, as JSON.
    std::string ask(int account, const std::string& path);

private:
    void act(const Step& step, const std::string& listing);
    void pass(const Step& step);
    void reboot(Device& device);
    void passTime(Milliseconds span);
    void look(int device, int account);
    std::unique_ptr<reference::ReferenceBackend> makeBackend();
    std::string tokenFor(int account) const;

    sync::BackendCodec& codec_;
    const Sabotage sabotage_;
    test::TempDir directory_;
    ManualClock backendClock_;
    NullLog log_;
    RestartingBackend backend_;
    ReferenceModel model_;
    Wiretap wiretap_;
    CompletionWatch completions_;
    std::vector<std::unique_ptr<Device>> devices_;
    std::set<long> poisonous_;
    std::set<std::string> knownBoots_;
    std::set<std::string> sent_; ///< idempotency keys, for a saboteur
    long deeds_ = 0;
    long looks_ = 0;
};

model::AccountName accountName(int account);
std::string tokenOf(int account);
std::string listingId(int listing);

} // namespace durus::faults
