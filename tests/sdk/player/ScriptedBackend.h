// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/player/PlayerBackend.h>

#include <string>
#include <vector>

namespace durus::test {

/// A backend that only notes what it is told; the test plays the machine.
class ScriptedBackend final : public player::PlayerBackend {
public:
    explicit ScriptedBackend(std::vector<std::string>& calls) : calls_(calls) {}

    void setListener(player::BackendListener&) override {}
    void open(const std::string& uri, Milliseconds startAt, std::uint64_t generation) override {
        calls_.push_back("open " + uri + " " + std::to_string(startAt.count()) + " #" +
                         std::to_string(generation));
    }
    void play() override { calls_.push_back("play"); }
    void pause() override { calls_.push_back("pause"); }
    void seek(Milliseconds position) override {
        calls_.push_back("seek " + std::to_string(position.count()));
    }
    void setRate(double rate) override {
        calls_.push_back("rate " + std::to_string(static_cast<int>(rate * 100)));
    }
    void setVolume(int percent) override { calls_.push_back("volume " + std::to_string(percent)); }
    void stop() override { calls_.push_back("stop"); }

private:
    std::vector<std::string>& calls_;
};

} // namespace durus::test
