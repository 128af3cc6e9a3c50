// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::faults {

/// The death of a process. Not a std::exception: nothing under test may take it for an error of its own.
struct Crash {};

/// Blows at the n-th boundary of a pass: the moments before and after each call to disk and network.
class Fuse {
public:
    /// 0 = never.
    void light(int boundary) {
        left_ = boundary;
        blown_ = false;
    }
    void boundary() {
        if (left_ == 0 || --left_ > 0) return;
        blown_ = true;
        throw Crash{};
    }
    bool blown() const { return blown_; }

private:
    int left_ = 0;
    bool blown_ = false;
};

} // namespace durus::faults
