// SPDX-License-Identifier: Apache-2.0
#include "../PlayerBackendContract.h"

#include <durus/player/NullBackend.h>

namespace {

class NullRig final : public PlayerBackendRig {
public:
    NullRig() {
        backend_.addMedia("null:whole", {.duration = kDuration});
        backend_.addMedia("null:cut", {.duration = kDuration, .cutAt = kCutAt});
        backend_.setListener(heard_);
    }
    durus::player::PlayerBackend& backend() override { return backend_; }
    HeardSignals& heard() override { return heard_; }
    std::string whole() override { return "null:whole"; }
    std::string cut() override { return "null:cut"; }
    std::string missing() override { return "null:missing"; }
    bool until(const Reached& reached) override {
        for (int step = 0; step < 1'000; ++step) {
            if (reached(heard_.signals())) return true;
            clock_.advance(durus::Milliseconds{50});
            backend_.poll(heard_);
        }
        return false;
    }

private:
    durus::ManualClock clock_;
    HeardSignals heard_;
    durus::player::NullBackend backend_{clock_};
};

} // namespace

class NullBackendTest : public PlayerBackendContract {
    CPPUNIT_TEST_SUB_SUITE(NullBackendTest, PlayerBackendContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<PlayerBackendRig> makeRig() override { return std::make_unique<NullRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NullBackendTest);
