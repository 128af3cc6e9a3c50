// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/Process.h"
#include "support/TempDir.h"

#include <Poco/JSON/Object.h>

#include <memory>
#include <string>
#include <vector>

namespace durus::test {

/// A box and its backend as real processes: the reference backend over TLS on the sample recordings, and
/// durusctl on a data directory of its own.
class Box {
public:
    /// Starts the backend, makes it and one account known to the box, pulls the catalogue and downloads
    /// everything.
    Box();

    std::vector<std::string> command(const std::vector<std::string>& words) const;
    /// Runs durusctl --json to its end. Fails the test unless it exits 0.
    Poco::JSON::Object::Ptr run(const std::vector<std::string>& words) const;
    Finished tryRun(const std::vector<std::string>& words) const;

    /// What the backend's personal API answers for the listener, as {"answer": ...}.
    Poco::JSON::Object::Ptr backendSays(const std::string& path) const;

    void stopBackend() { backend_.reset(); }
    /// Starts the backend, killing the one that runs, at the address of before.
    void startBackend();

    /// Slugs of all lectures that are playable here, the longest first.
    std::vector<std::string> lectures() const;

private:
    TempDir temp_;
    std::string address_ = "127.0.0.1:0";
    std::string url_;
    std::unique_ptr<Process> backend_;
};

} // namespace durus::test
