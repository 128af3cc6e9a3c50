// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/download/AssetStore.h>
#include <durus/download/AudioVerifier.h>
#include <durus/download/Fetcher.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace durus::download {

/// How one download stands.
struct DownloadProgress {
    enum class State { Fetching, Verifying, Done, Failed };

    model::Slug slug;
    State state = State::Fetching;
    std::uint64_t bytes = 0;              ///< here so far
    std::optional<std::uint64_t> total{}; ///< if the server told
    std::string fault{};                  ///< why it failed, for a person
};

struct DownloadSummary {
    std::size_t done = 0;
    std::size_t failed = 0; ///< recorded in the store with the reason
    bool stopped = false;   ///< by stop(): the rest waits for the next run
};

/// What a manager works with; all references outlive it.
struct DownloadContext {
    AssetStore& store;
    Fetcher& fetcher;
    AudioVerifier& verifier;
    const Clock& clock;
    Random& random;
    Log& log;
};

struct DownloadOptions {
    std::filesystem::path directory; ///< the data directory; everything is kept below its audio/
    /// Space that downloads leave free, so that the outbox can always be written.
    std::uint64_t reserveBytes = 64U * 1024 * 1024;
    int tries = 4; ///< of one file in one run, for faults that may pass
    /// Waits between tries; empty = really waits, until stop().
    std::function<void(Milliseconds)> pause;
};

/// Turns wanted assets into verified files: fetches resumably into audio/ASSET.part, has the result verified,
/// and only then gives it the name of its content, audio/ab/abcd….ext. A file that carries such a name is
/// whole. Thread: one run() at a time; stop() from any.
class DownloadManager {
public:
    using OnProgress = std::function<void(const DownloadProgress&)>;

    DownloadManager(DownloadContext context, DownloadOptions options);

    /// Works through everything unfinished, once. What goes wrong with one file is recorded, and the others
    /// go on. `onProgress` is called at each change of state and at most a few times a second in between.
    /// Errors: Error(StorageFull), with the partial file kept; Error(StorageFailure).
    DownloadSummary run(const OnProgress& onProgress = {});

    /// Makes run() return soon, keeping the partial file. Final: a later run() does nothing.
    void stop() noexcept;

private:
    enum class Result { Done, Failed, Stopped };
    Result work(const DownloadJob& job, const OnProgress& onProgress);
    void giveUp(const DownloadJob& job, const std::string& fault, const OnProgress& onProgress);
    void waitBeforeRetry(Milliseconds delay);

    DownloadContext context_;
    DownloadOptions options_;
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;
    std::condition_variable stopped_;
};

} // namespace durus::download
