// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "HttpsClient.h"
#include "TestDatabase.h"
#include "reference/ReferenceBackend.h"
#include "support/TempDir.h"

#include <durus/core/Clock.h>
#include <durus/core/Log.h>

#include <filesystem>
#include <string>

namespace durus::test {

/// A certificate authority and a server certificate by it.
class Certificates {
public:
    /// Makes new ones.
    Certificates();
    /// Those that are made once for this process.
    static const Certificates& shared();

    std::filesystem::path authority() const { return directory_ / "ca.pem"; }
    reference::TlsFiles server() const { return {directory_ / "server.pem", directory_ / "server.key"}; }

private:
    TempDir directory_;
};

/// The ids of sampleCatalogue().
std::string lessonId(int number); ///< of "series-one-lesson-N", N in 1..3; 1800 s each
std::string singleId(int number); ///< of "single-one" (600 s), "single-two" (no audio)
inline const std::string kSeriesId = "10000000-0000-4000-8000-000000000000";
inline const std::string kUnknownId = "99999999-0000-4000-8000-000000000000";

/// One scholar with a series of three lessons and two single lectures, one of them Arabic.
reference::Catalogue sampleCatalogue();

/// A backend over TLS in this process, with the listeners alice and bob.
class BackendUnderTest {
public:
    explicit BackendUnderTest(reference::Catalogue catalogue = sampleCatalogue());

    HttpsClient client(const std::string& token = {}) const;
    /// Ends the backend and makes another of the same database at the same port.
    void restart();

    reference::ReferenceBackend& backend() { return *backend_; }
    ManualClock& clock() { return clock_; }
    const TempDir& directory() const { return directory_; }

private:
    void start(reference::Catalogue catalogue, const std::string& listen);

    TempDir directory_;
    const std::string database_ = freshDatabase(directory_);
    ManualClock clock_{WallTime{Milliseconds{1'795'345'200'000}}}; // 2026-11-22T11:00:00Z
    NullLog log_;
    std::unique_ptr<reference::ReferenceBackend> backend_;
};

} // namespace durus::test
