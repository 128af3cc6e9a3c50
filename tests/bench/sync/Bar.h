// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace durus::bench {

/// A progress bar on standard error; nothing unless that is a terminal.
class Bar {
public:
    Bar(std::string title, std::size_t steps);
    ~Bar();
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;

    void step();

private:
    void draw() const;

    std::string title_;
    std::size_t steps_;
    std::size_t done_ = 0;
    bool shown_;
};

} // namespace durus::bench
