// SPDX-License-Identifier: Apache-2.0
#include "Transfer.h"

#include <durus/core/Backoff.h>
#include <durus/download/DownloadManager.h>

namespace durus::download {

namespace {

constexpr std::string_view kComponent = "download";
constexpr Backoff::Limits kBackoff{.base = Milliseconds{1'000}, .cap = Milliseconds{60'000}};

bool concernsEverything(const Error& error) {
    return error.code() == ErrorCode::StorageFull || error.code() == ErrorCode::StorageFailure;
}

/// Whatever a verifier or a fetcher threw, as an Error.
Error asError(const std::exception& fault) {
    const auto* error = dynamic_cast<const Error*>(&fault);
    return error ? *error : Error(ErrorCode::Internal, fault.what());
}

std::string forAPerson(const Error& error) {
    const std::string fault = error.what();
    return error.nextStep().empty() ? fault : fault + "; " + error.nextStep();
}

} // namespace

DownloadManager::DownloadManager(DownloadContext context, DownloadOptions options)
    : context_(context), options_(std::move(options)) {}

DownloadSummary DownloadManager::run(const OnProgress& onProgress) {
    DownloadSummary summary;
    for (const DownloadJob& job : context_.store.unfinished()) {
        const Result result = stopping_ ? Result::Stopped : work(job, onProgress);
        if (result == Result::Stopped) {
            summary.stopped = true;
            break;
        }
        ++(result == Result::Done ? summary.done : summary.failed);
    }
    return summary;
}

DownloadManager::Result DownloadManager::work(const DownloadJob& wanted, const OnProgress& onProgress) {
    DownloadJob job = wanted;
    Backoff backoff(kBackoff, context_.random);
    for (;;) {
        bool gained = false;
        try {
            Transfer transfer(context_, options_, job, onProgress, stopping_);
            try {
                return transfer.run() ? Result::Done : Result::Stopped;
            } catch (...) {
                gained = transfer.gained();
                throw;
            }
        } catch (const std::exception& fault) {
            const Error error = asError(fault);
            if (stopping_) return Result::Stopped;
            if (concernsEverything(error)) throw Error(error);
            // A poor line that moves on a little with every try is worth any number of them.
            if (gained) backoff.reset();
            if (!isRetryable(error.code()) || backoff.failures() + 1 >= options_.tries) {
                giveUp(job, forAPerson(error), onProgress);
                return Result::Failed;
            }
        }
        waitBeforeRetry(backoff.next());
    }
}

void DownloadManager::giveUp(const DownloadJob& job, const std::string& fault, const OnProgress& onProgress) {
    context_.log.warning(kComponent, "a download failed", {{"listing", job.slug.str()}, {"fault", fault}});
    context_.store.fail(job.asset.id, fault);
    if (onProgress) onProgress({.slug = job.slug, .state = DownloadProgress::State::Failed, .fault = fault});
}

void DownloadManager::waitBeforeRetry(Milliseconds delay) {
    if (options_.pause) return options_.pause(delay);
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, delay, [this] { return stopping_.load(); });
}

void DownloadManager::stop() noexcept {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
}

} // namespace durus::download
