// SPDX-License-Identifier: Apache-2.0
#include "Bar.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace durus::bench {

namespace {

constexpr std::size_t kWidth = 40;

} // namespace

Bar::Bar(std::string title, std::size_t steps)
    : title_(std::move(title)), steps_(steps), shown_(::isatty(STDERR_FILENO) == 1) {
    draw();
}

Bar::~Bar() {
    if (shown_) std::fputs("\r\033[K", stderr);
}

void Bar::step() {
    ++done_;
    draw();
}

void Bar::draw() const {
    if (!shown_) return;
    const std::string full(kWidth * done_ / steps_, '#');
    std::fprintf(stderr, "\r%s [%-*s] %zu/%zu", title_.c_str(), static_cast<int>(kWidth), full.c_str(), done_,
                 steps_);
}

} // namespace durus::bench
