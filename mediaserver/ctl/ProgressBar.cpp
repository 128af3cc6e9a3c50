// SPDX-License-Identifier: Apache-2.0
#include "ProgressBar.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace durus::ctl {

namespace {

constexpr std::size_t kCells = 24;
constexpr auto kRedraw = std::chrono::milliseconds{50};

std::string megabytes(std::uint64_t bytes) {
    const auto tenths = (bytes * 10 + 524'288) / 1'048'576;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " MB";
}

} // namespace

ProgressBar::ProgressBar(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    clear();
}

bool ProgressBar::drawNow() {
    const auto now = std::chrono::steady_clock::now();
    if (quiet_ || !terminal_ || (drawn_ && now - lastDrawn_ < kRedraw)) return false;
    lastDrawn_ = now;
    drawn_ = true;
    return true;
}

void ProgressBar::show(const std::string& what, std::uint64_t done, std::uint64_t total) {
    if (!drawNow()) return;
    const auto filled = total == 0 ? 0 : static_cast<std::size_t>(std::min(done, total) * kCells / total);
    std::cerr << "\r\033[K[" << std::string(filled, '#') << std::string(kCells - filled, '.') << "] "
              << megabytes(done) << "  " << what << std::flush;
}

void ProgressBar::note(const std::string& line) {
    if (drawNow()) std::cerr << "\r\033[K" << line << std::flush;
}

void ProgressBar::finish(const std::string& what, const std::string& word) {
    clear();
    if (!quiet_) std::cerr << word << "  " << what << '\n';
}

void ProgressBar::clear() {
    if (drawn_) std::cerr << "\r\033[K" << std::flush;
    drawn_ = false;
}

} // namespace durus::ctl
