// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "HttpsClient.h"

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace durus::test {

/// What devices wrote to one account, by listing, and thereby what must be stored.
class Written {
public:
    struct Progress {
        std::int64_t updatedAt = 0; ///< of the latest; milliseconds, and no two writes have the same
        int position = 0;
    };
    struct Saved {
        std::int64_t updatedAt = 0;
        bool saved = false;
        std::set<std::string> saves; ///< when it was saved: one of them was the first to arrive
    };

    void progress(const std::string& listingId, Progress write);
    void saved(const std::string& listingId, bool saved, std::int64_t updatedAt);
    void add(const Written& other);

    /// How what the backend gives out differs from it; empty if it does not. The first lesson must have
    /// stayed completed and nothing else may have become so.
    std::string differenceTo(HttpsClient& client) const;

private:
    std::string progressDifference(const Poco::JSON::Array& rows) const;
    std::string savedDifference(const Poco::JSON::Array& rows) const;

    std::map<std::string, Progress> progress_;
    std::map<std::string, Saved> saved_;
};

/// A device that writes progress and favourites, each step to another instance, and asks the next instance
/// whether it knows. A write that is answered with 500, or not at all, is sent again, byte for byte.
/// Thread: one.
class Device {
public:
    /// The stamps of a device and a step are no other's, of `devices` in all.
    Device(int number, std::string token, std::vector<std::uint16_t> ports, int devices);

    void step(int number) noexcept;

    const Written& written() const noexcept { return written_; }
    /// What went wrong; empty if nothing did.
    const std::string& fault() const noexcept { return fault_; }

    /// The body of a write, older than any device's, that completes a listing.
    static std::string completion(const std::string& listingId);

private:
    void writeProgress(int step);
    void writeSaved(int step);
    std::int64_t nextStamp();
    void deliver(int step, const std::string& path, const std::string& body);
    Reply request(int step, const std::string& method, const std::string& path, const std::string& body,
                  int wanted);
    void expectVisible(int step, const std::string& path, const std::map<std::string, std::int64_t>& stamps);

    const int number_;
    const std::string token_;
    const std::vector<std::uint16_t> ports_;
    const int devices_;
    std::mt19937 random_;
    std::int64_t stamps_ = 0;
    Written written_;
    std::string fault_;
};

} // namespace durus::test
