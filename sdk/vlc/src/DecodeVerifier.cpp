// SPDX-License-Identifier: Apache-2.0
#include "FileDecode.h"
#include "VlcInstance.h"

#include <durus/core/Error.h>
#include <durus/media/AudioProbe.h>
#include <durus/vlc/DecodeVerifier.h>

#include <sys/resource.h>

#include <future>
#include <string>
#include <thread>

namespace durus::vlc {

namespace {

constexpr double kEnough = 0.98;
constexpr Milliseconds kAllowance{2'000};
constexpr int kLowPriority = 10;

std::string inSeconds(Milliseconds span) {
    return std::to_string(span.count() / 1'000) + " s";
}

Milliseconds leastOf(Milliseconds duration) {
    const auto share = static_cast<double>(duration.count()) * kEnough;
    return Milliseconds{static_cast<Milliseconds::rep>(share)} - kAllowance;
}

media::AudioInfo probe(const std::filesystem::path& file) {
    try {
        return media::probeAudio(file);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidInput) throw;
        throw Error(ErrorCode::Corrupt, error.what(), error.nextStep());
    }
}

class DecodeVerifier final : public download::AudioVerifier {
public:
    explicit DecodeVerifier(Log& log) : instance_(VlcInstance::shared()), logging_(instance_->logTo(log)) {}

    Verified verify(const std::filesystem::path& file) override {
        const media::AudioInfo info = probe(file);
        const Milliseconds decoded = decode(file);
        if (decoded <= Milliseconds{0} || decoded < leastOf(info.duration)) {
            throw Error(ErrorCode::Corrupt,
                        "it holds " + inSeconds(decoded) + " of sound instead of " + inSeconds(info.duration),
                        "fetch the file again");
        }
        const bool known = info.duration > Milliseconds{0};
        return {info.format, info.mediaType, info.sha256, known ? info.duration : decoded};
    }

private:
    /// On a thread of its own, because on Linux the threads libVLC starts inherit its priority.
    Milliseconds decode(const std::filesystem::path& file) {
        std::packaged_task<Milliseconds()> task([&] {
            ::setpriority(PRIO_PROCESS, 0, kLowPriority);
            return FileDecode(*instance_).run(file);
        });
        std::future<Milliseconds> decoded = task.get_future();
        std::thread(std::move(task)).join();
        return decoded.get();
    }

    std::shared_ptr<VlcInstance> instance_;
    Subscription logging_;
};

} // namespace

std::unique_ptr<download::AudioVerifier> makeDecodeVerifier(Log& log) {
    return std::make_unique<DecodeVerifier>(log);
}

} // namespace durus::vlc
