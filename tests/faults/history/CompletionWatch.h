// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace durus::faults {

/// Sees to it that who once showed a lecture as completed goes on doing so: in a history nobody takes a
/// completion back.
class CompletionWatch {
public:
    /// `who` shows these as completed now.
    void see(const std::string& who, const std::set<std::string>& completed) {
        auto& before = completed_[who];
        for (const std::string& listing : before)
            if (!completed.contains(listing))
                violations_.push_back(who + ": the completion of listing " + listing + " is gone");
        before = completed;
    }

    const std::vector<std::string>& violations() const { return violations_; }

private:
    std::map<std::string, std::set<std::string>> completed_;
    std::vector<std::string> violations_;
};

} // namespace durus::faults
