// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <reference/ReferenceBackend.h>

#include <functional>
#include <memory>

namespace durus::faults {

/// A backend that can be ended and started anew on the database it had.
class RestartingBackend {
public:
    using Make = std::function<std::unique_ptr<reference::ReferenceBackend>()>;

    explicit RestartingBackend(Make make) : make_(std::move(make)), running_(make_()) {}

    reference::ReferenceBackend& running() { return *running_; }
    void restart() {
        running_.reset();
        running_ = make_();
    }

private:
    Make make_;
    std::unique_ptr<reference::ReferenceBackend> running_;
};

} // namespace durus::faults
