// SPDX-License-Identifier: Apache-2.0
#include "Transfer.h"

#include "AssetUrl.h"

#include <algorithm>
#include <string>

namespace durus::download {

namespace {

constexpr Milliseconds kTellEvery{250};

/// How far a file may be off the duration the catalogue gives: encoders pad, catalogues round.
Milliseconds tolerance(Milliseconds duration) {
    return duration * 3 / 100 + Milliseconds{2'000};
}

std::string seconds(Milliseconds span) {
    return std::to_string(span.count() / 1000) + " s";
}

bool isDigest(const std::string& text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string extensionFor(const std::string& format) {
    const bool usable = !format.empty() && format.size() <= 8 &&
                        std::all_of(format.begin(), format.end(),
                                    [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    return usable ? format : "audio";
}

} // namespace

Transfer::Transfer(const DownloadContext& context, const DownloadOptions& options, DownloadJob& job,
                   const DownloadManager::OnProgress& onProgress, const std::atomic<bool>& stopping)
    : context_(context), options_(options), job_(job), onProgress_(onProgress), stopping_(stopping),
      part_(options.directory / "audio" / (fileNameFor(job.asset.id.str()) + ".part")) {}

bool Transfer::run() {
    if (!fetch()) return false;
    tell(DownloadProgress::State::Verifying);
    store(verify());
    tell(DownloadProgress::State::Done);
    return true;
}

bool Transfer::fetch() {
    // Bytes that no validator vouches for may be of another file.
    if (job_.validator.empty()) part_.restart();
    tell(DownloadProgress::State::Fetching);
    const FetchRequest request{.url = resolveAssetUrl(job_.baseUrl, job_.asset.url),
                               .caFile = job_.caFile,
                               .offset = part_.size(),
                               .validator = job_.validator};
    const bool complete = context_.fetcher.fetch(
        request, [this](const FetchHead& head) { begin(head); },
        [this](std::span<const char> bytes) { return take(bytes); });
    if (complete && total_ && part_.size() != *total_)
        throw Error(ErrorCode::Unavailable, "the server sent " + std::to_string(part_.size()) + " of " +
                                                std::to_string(*total_) + " bytes");
    return complete;
}

void Transfer::begin(const FetchHead& head) {
    if (head.offset != part_.size()) {
        if (head.offset != 0) throw Error(ErrorCode::Corrupt, "the server sent another part than asked for");
        part_.restart();
    }
    if (head.validator != job_.validator) {
        // The old bytes are gone before the new validator can vouch for them.
        context_.store.setValidator(job_.asset.id, head.validator);
        job_.validator = head.validator;
    }
    total_ = head.size;
    if (total_) keepReserve(*total_ - std::min(*total_, part_.size()));
}

bool Transfer::take(std::span<const char> bytes) {
    if (stopping_) return false;
    if (bytes.empty()) return true;
    if (total_ && part_.size() + bytes.size() > *total_)
        throw Error(ErrorCode::Corrupt, "the server sent more than it announced");
    if (!total_) keepReserve(bytes.size());
    part_.append(bytes);
    gained_ = true;
    if (context_.clock.monotonic() - toldAt_ >= kTellEvery) tell(DownloadProgress::State::Fetching);
    return true;
}

void Transfer::keepReserve(std::uint64_t needed) const {
    const std::uint64_t available = freeBytes(part_.path().parent_path());
    if (available >= options_.reserveBytes && available - options_.reserveBytes >= needed) return;
    throw Error(ErrorCode::StorageFull,
                "not enough space in " + part_.path().parent_path().string() + " for " + job_.slug.str() +
                    ": " + std::to_string(needed / 1024 / 1024 + 1) +
                    " MiB are needed beside the reserve of " +
                    std::to_string(options_.reserveBytes / 1024 / 1024) + " MiB",
                "make room there and download again; what is here already is kept");
}

AudioVerifier::Verified Transfer::verify() {
    try {
        auto verified = context_.verifier.verify(part_.path());
        const auto expected = job_.asset.duration.value_or(Milliseconds{0});
        const auto difference = std::chrono::abs(verified.duration - expected);
        if (expected > Milliseconds{0} && difference > tolerance(expected))
            throw Error(ErrorCode::Corrupt, "the file plays for " + seconds(verified.duration) +
                                                ", the catalogue says " + seconds(expected));
        if (!isDigest(verified.sha256)) throw Error(ErrorCode::Internal, "the verifier gave no digest");
        return verified;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Corrupt) {
            part_.discard();
            context_.store.setValidator(job_.asset.id, "");
            job_.validator.clear();
        }
        throw;
    }
}

void Transfer::store(const AudioVerifier::Verified& verified) {
    const auto file = std::filesystem::path("audio") / verified.sha256.substr(0, 2) /
                      (verified.sha256 + '.' + extensionFor(verified.format));
    part_.publish(options_.directory / file);
    context_.store.registerReady({.asset = job_.asset.id,
                                  .listing = job_.listing,
                                  .file = file,
                                  .format = verified.format,
                                  .mediaType = verified.mediaType,
                                  .sha256 = verified.sha256,
                                  .sizeBytes = part_.size(),
                                  .duration = verified.duration});
}

void Transfer::tell(DownloadProgress::State state) {
    toldAt_ = context_.clock.monotonic();
    if (!onProgress_) return;
    onProgress_({.slug = job_.slug, .state = state, .bytes = part_.size(), .total = total_, .fault = {}});
}

} // namespace durus::download
