// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/MemoryAssetStore.h"
#include "support/TempDir.h"

#include <durus/download/DownloadManager.h>

#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

/// Files of a server within the test, which can be made to cut, to fail and to change.
class MemoryFetcher final : public durus::download::Fetcher {
public:
    struct File {
        std::string bytes;
        std::string validator = "\"v1\"";
        bool tellsSize = true;
    };
    std::map<std::string, File> files;
    /// For each fetch to come: after how many bytes the line is cut. 0 = not at all.
    std::deque<std::size_t> cuts;
    std::deque<durus::Error> failures;
    std::size_t piece = 100;

    std::vector<durus::download::FetchRequest> requests;
    std::size_t bytesSent = 0;

    bool fetch(const durus::download::FetchRequest& request, const OnHead& onHead,
               const OnBytes& onBytes) override {
        requests.push_back(request);
        if (!failures.empty()) {
            const durus::Error failure = failures.front();
            failures.pop_front();
            throw durus::Error(failure);
        }
        const auto found = files.find(request.url);
        if (found == files.end()) throw durus::Error(durus::ErrorCode::NotFound, "there is no such file");
        const File& file = found->second;
        const bool resumes = !request.validator.empty() && request.validator == file.validator;
        const std::size_t first = resumes ? request.offset : 0;
        onHead({.offset = first,
                .size = file.tellsSize ? std::optional<std::uint64_t>(file.bytes.size()) : std::nullopt,
                .validator = file.validator});
        return send(file, first, onBytes);
    }

private:
    bool send(const File& file, std::size_t at, const OnBytes& onBytes) {
        std::size_t left = file.bytes.size();
        if (!cuts.empty()) {
            if (cuts.front() > 0) left = cuts.front();
            cuts.pop_front();
        }
        while (at < file.bytes.size()) {
            if (left == 0) throw durus::Error(durus::ErrorCode::Unavailable, "the line was cut");
            const std::size_t count = std::min({piece, left, file.bytes.size() - at});
            if (!onBytes(std::span(file.bytes).subspan(at, count))) return false;
            at += count;
            left -= count;
            bytesSent += count;
        }
        return true;
    }
};

/// Takes for audio whatever does not begin with '<'; a minute long unless told otherwise. Its digest is made
/// of the file's content, so that equal files have equal ones.
class SimpleVerifier final : public durus::download::AudioVerifier {
public:
    durus::Milliseconds duration{60'000};
    std::string format = "mp3";

    Verified verify(const std::filesystem::path& file) override {
        std::ifstream in(file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        if (bytes.empty() || bytes.front() == '<')
            throw durus::Error(durus::ErrorCode::Corrupt, "this is no audio");
        const std::string hash = std::to_string(std::hash<std::string>{}(bytes));
        return {.format = format,
                .mediaType = "audio/mpeg",
                .sha256 = hash + std::string(64 - hash.size(), 'a'),
                .duration = duration};
    }
};

/// A box that downloads, with all around it in memory but for the files.
class DownloadRig {
public:
    /// Puts a lecture on the list of wanted ones. Returns the file behind it.
    MemoryFetcher::File& want(const std::string& name, const std::string& bytes) {
        durus::model::Listing listing;
        listing.id = durus::model::ListingId("id-" + name);
        listing.slug = durus::model::Slug(name);
        listing.asset = durus::model::AudioAsset{.id = durus::model::AssetId("asset-" + name),
                                                 .url = "/audio/" + name + ".mp3",
                                                 .format = "mp3",
                                                 .bitrateKbps = 0,
                                                 .duration = durus::Milliseconds{60'000}};
        offered.push_back(listing);
        store.offer(offered);
        store.want(listing.slug);
        auto& file = fetcher.files["https://backend.example/audio/" + name + ".mp3"];
        file.bytes = bytes;
        return file;
    }

    durus::download::DownloadSummary run() {
        durus::download::DownloadManager manager(context(), options());
        return manager.run([this](const auto& progress) { seen.push_back(progress); });
    }

    durus::download::DownloadContext context() { return {store, fetcher, verifier, clock, random, log}; }

    durus::download::DownloadOptions options() {
        return {.directory = directory.path(),
                .reserveBytes = reserve,
                .tries = 4,
                .pause = [this](durus::Milliseconds delay) { pauses.push_back(delay); }};
    }

    std::optional<durus::download::StoredAsset> stored(const std::string& name) {
        return store.find(durus::model::ListingId("id-" + name));
    }

    std::string content(const std::filesystem::path& relative) const {
        std::ifstream in(directory / relative, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    /// All files below the data directory, by their paths relative to it.
    std::set<std::string> files() const {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(directory.path()))
            if (entry.is_regular_file())
                found.insert(std::filesystem::relative(entry.path(), directory.path()).string());
        return found;
    }

    durus::test::TempDir directory;
    durus::test::MemoryAssetStore store;
    MemoryFetcher fetcher;
    SimpleVerifier verifier;
    durus::ManualClock clock;
    durus::SeededRandom random{5};
    durus::NullLog log;
    std::uint64_t reserve = 0;
    std::vector<durus::model::Listing> offered;
    std::vector<durus::download::DownloadProgress> seen;
    std::vector<durus::Milliseconds> pauses;
};
