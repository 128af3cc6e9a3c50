// SPDX-License-Identifier: Apache-2.0
#include "../PlayerBackendContract.h"
#include "WavFile.h"
#include "support/TempDir.h"

#include <durus/vlc/VlcBackend.h>

#include <filesystem>

namespace {

std::unique_ptr<durus::player::PlayerBackend> makeBackend() {
    static durus::SystemClock clock;
    static durus::NullLog log;
    const durus::vlc::VlcOptions options{.output = durus::vlc::VlcOutput::ClockedNull};
    // libVLC loads its plugins anew whenever the last backend has gone: one stays.
    static const auto keeper = durus::vlc::makeVlcBackend(options, clock, log);
    return durus::vlc::makeVlcBackend(options, clock, log);
}

class VlcRig final : public PlayerBackendRig {
public:
    VlcRig() {
        durus::test::writeWav(dir_ / "whole.wav", kDuration);
        durus::test::writeWav(dir_ / "cut.wav", kDuration);
        std::filesystem::resize_file(dir_ / "cut.wav", durus::test::wavSize(kCutAt));
        backend_->setListener(heard_);
    }
    durus::player::PlayerBackend& backend() override { return *backend_; }
    HeardSignals& heard() override { return heard_; }
    std::string whole() override { return "file://" + (dir_ / "whole.wav").string(); }
    std::string cut() override { return "file://" + (dir_ / "cut.wav").string(); }
    std::string missing() override { return "file://" + (dir_ / "missing.wav").string(); }
    bool until(const Reached& reached) override { return heard_.waitFor(reached, std::chrono::seconds{30}); }

private:
    durus::test::TempDir dir_;
    HeardSignals heard_;
    std::unique_ptr<durus::player::PlayerBackend> backend_ = makeBackend();
};

} // namespace

class VlcBackendTest : public PlayerBackendContract {
    CPPUNIT_TEST_SUB_SUITE(VlcBackendTest, PlayerBackendContract);
    CPPUNIT_TEST_SUITE_END();

protected:
    std::unique_ptr<PlayerBackendRig> makeRig() override { return std::make_unique<VlcRig>(); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(VlcBackendTest);
