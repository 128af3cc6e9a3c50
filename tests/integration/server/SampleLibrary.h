// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Random.h>
#include <durus/store/Store.h>

#include <filesystem>
#include <memory>
#include <string>

namespace durus::test {

/// A data directory filled as durusctl would fill it: recordings that are here, and a backend's catalogue of
/// which nothing is downloaded.
class SampleLibrary {
public:
    explicit SampleLibrary(const std::filesystem::path& dataDirectory);

    /// Copies an audio file below the data directory and registers it with the tags it has. Returns its slug.
    std::string import(const std::filesystem::path& file);

    /// Adds a catalogue: a series of three lessons, a single, and one of a scholar of each language.
    void addCatalogue();

    store::Store& store() noexcept { return *store_; }

private:
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<store::Store> store_;
};

} // namespace durus::test
