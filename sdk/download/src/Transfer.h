// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "PartFile.h"

#include <durus/download/DownloadManager.h>

#include <atomic>

namespace durus::download {

/// One try at one wanted asset, from its partial file to its registration.
class Transfer {
public:
    /// All references outlive it. `job` keeps the validator of what has been fetched.
    Transfer(const DownloadContext& context, const DownloadOptions& options, DownloadJob& job,
             const DownloadManager::OnProgress& onProgress, const std::atomic<bool>& stopping);

    /// Returns false if it was stopped. Errors: those of the fetcher, the verifier and the disk.
    bool run();
    /// Whether this try brought anything.
    bool gained() const noexcept { return gained_; }

private:
    bool fetch();
    void begin(const FetchHead& head);
    bool take(std::span<const char> bytes);
    void keepReserve(std::uint64_t needed) const;
    AudioVerifier::Verified verify();
    void store(const AudioVerifier::Verified& verified);
    void tell(DownloadProgress::State state);

    const DownloadContext& context_;
    const DownloadOptions& options_;
    DownloadJob& job_;
    const DownloadManager::OnProgress& onProgress_;
    const std::atomic<bool>& stopping_;
    PartFile part_;
    std::optional<std::uint64_t> total_;
    MonotonicTime toldAt_;
    bool gained_ = false;
};

} // namespace durus::download
