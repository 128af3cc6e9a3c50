// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace durus::ctl {

/// A bar on stderr that is drawn over itself. On something that is no terminal it prints one line per
/// finished thing instead, and with `quiet` nothing at all.
class ProgressBar {
public:
    explicit ProgressBar(bool quiet);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// Shows how far `what` is; `total` 0 = unknown.
    void show(const std::string& what, std::uint64_t done, std::uint64_t total);
    /// Ends the bar of `what` with a last word.
    void finish(const std::string& what, const std::string& word);

    /// Shows a line without a bar: for work whose end is not known.
    void note(const std::string& line);
    /// Takes the bar off the screen.
    void clear();

private:
    bool drawNow();

    bool quiet_;
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point lastDrawn_;
};

} // namespace durus::ctl
